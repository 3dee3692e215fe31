import { randomUUID } from 'node:crypto';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { openLink, readLink } from './account-link';
import type { App } from './app';
import { signIn, signInPatron, type Admin, type Mediatheque } from './people';
import { until } from './until';

const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';

/** The window of a registration, for a librarian who corrects it. */
export const windowOf = (librarian: Admin, { documentId }: { documentId: string }) => {
  const path = `/rn-subscriptions/registrations/${documentId}`;
  const detail = async () => (await librarian.get(path).expect(200)).body.data;
  return {
    detail,
    mails: async () => (await librarian.get(`${path}/mails`).expect(200)).body.data,
    history: async () => (await librarian.get(`${path}/history`).expect(200)).body.data,
    /** Saves these fields over what the window shows now. */
    save: async (data: Record<string, unknown>) => librarian.put(path, { version: (await detail()).version, ...data }),
    sendAgain: (mail: { documentId: string }) => librarian.post(`${path}/mails/${mail.documentId}/send-again`),
  };
};

/** Waits until no mail waits any longer. */
export const quietQueue = (app: App) =>
  until(
    () => app.strapi.db.query(OUTBOX).findMany({ where: { state: { $in: ['waiting', 'sending'] } } }),
    (waiting) => waiting.length === 0
  );

/** The mails that left because of `act`, in the order of their text: `receiver « subject »`. */
export const mailsOf = async (app: App, act: () => Promise<unknown>): Promise<string[]> => {
  await quietQueue(app);
  const before = app.smtp.mails.length;
  await act();
  await quietQueue(app);
  return app.smtp.mails
    .slice(before)
    .map(({ receivers, subject }) => `${receivers.join()} « ${subject} »`)
    .sort();
};

/** An address that nobody has. */
export const newAddress = () => `juste-${randomUUID()}@example.org`;

/** What a librarian saves to validate as of today. */
export const validationToday = () => ({ state: 'validated', validFrom: todayInParis() });

/** Whether one signs in with this address and the password of everybody here. */
export const signsIn = async (app: App, identifier: string) => (await signIn(app, identifier)).status === 200;

/** Opens the account of a link whose people are all of the family. */
export const openForFamily = async (app: App, token: string) => {
  const { body } = await readLink(app, { token });
  const people = Object.fromEntries(
    (body.data?.people ?? []).map(({ documentId }: { documentId: string }) => [documentId, 'family'])
  );
  return openLink(app, { token, people });
};

/** Whoever signs in with this address adds somebody to the account. */
export const addPerson = async (
  app: App,
  { email, firstName, mediatheque }: { email: string; firstName: string; mediatheque: Mediatheque }
) => {
  const { post } = await signInPatron(app, email);
  await post('/api/rn-subscriptions/registrations/mine', {
    firstName,
    lastName: 'Dupont',
    birthDate: '1990-01-01',
    mediatheque: mediatheque.documentId,
  }).expect(201);
};
