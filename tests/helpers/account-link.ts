import type { App } from './app';
import { makePatron, PASSWORD, type Mediatheque } from './people';

/** The address of the account link in a mail, its token, and the code beside it. */
export const linkIn = (mail: { text?: string }): string => /https?:\S+#acces\?lien=\S+/.exec(mail.text ?? '')![0];
export const tokenIn = (mail: { text?: string }): string => /lien=([\w-]+)/.exec(linkIn(mail))![1];
export const codeIn = (mail: { text?: string }): string => /\d{4} \d{4}$/m.exec(mail.text ?? '')![0];

const LINKS = '/api/rn-subscriptions/account-links';

export const readLink = (app: App, proof: object) => app.http().post(`${LINKS}/read`).send(proof);
export const openLink = (app: App, body: object) =>
  app
    .http()
    .post(`${LINKS}/open`)
    .send({ password: PASSWORD, ...body });

/** A patron who has not opened the account yet, with the mail that bears the link and its token. */
export const newcomer = async (app: App, mediatheque: Mediatheque, data: Record<string, unknown> = {}) => {
  const registration = await makePatron(app, mediatheque, data, { confirmed: false });
  const mail = await app.smtp.mailTo(registration.email, { subject: /demande d’inscription/ });
  return { ...registration, mail, token: tokenIn(mail) };
};
