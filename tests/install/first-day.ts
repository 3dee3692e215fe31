import type { Page } from 'playwright-core';
import { addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { linkIn } from '../helpers/account-link';
import { withPicture, type startBrowser } from '../helpers/browser';
import { asTyped, choose, patronWindow, save, signInToPanel, typeDay } from '../helpers/librarian-page';
import { PASSWORD } from '../helpers/people';
import type { SmtpSink } from '../helpers/smtp';
import { choosePassword, fillSignUp, sendSignUp } from '../helpers/website-page';
import type { HostServer } from './project';

/** The first day of a host with the plugin, as its people play it: all through HTTP, a real browser and a real mail server. */

type Body = Record<string, any>;

/** What a proxy that ends TLS adds to each request. */
const BEHIND_TLS = { 'X-Forwarded-Proto': 'https' };

/** A request as a script of the host makes it; the answer is its status and what it says. */
export const ask = async (
  server: HostServer,
  method: string,
  path: string,
  { body, token }: { body?: object; token?: string } = {}
): Promise<{ status: number; body: Body; headers: Headers }> => {
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: {
      ...BEHIND_TLS,
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, body: isJson ? JSON.parse(text) : { text }, headers: answer.headers };
};

const expecting = async (status: number, asked: ReturnType<typeof ask>): Promise<Body> => {
  const answer = await asked;
  if (answer.status !== status)
    throw new Error(`Answered ${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

const ADMIN = 'super-admin@example.org';
const LIBRARIAN = 'librarian@example.org';
const LIBRARY = 'mediatheque.noyon@example.org';

/** The first admin of a new Strapi, as its first page makes it; the answer is the token. */
export const registerSuperAdmin = async (server: HostServer): Promise<string> => {
  const body = { firstname: 'Super', lastname: 'Admin', email: ADMIN, password: PASSWORD };
  return (await expecting(200, ask(server, 'POST', '/admin/register-admin', { body }))).data.token;
};

export const signInToAdmin = async (server: HostServer, email: string): Promise<string> =>
  (await expecting(200, ask(server, 'POST', '/admin/login', { body: { email, password: PASSWORD } }))).data.token;

/** A library with a librarian, invited and linked by the super admin. */
export const makeLibrary = async (server: HostServer, admin: string): Promise<void> => {
  const roles = (await expecting(200, ask(server, 'GET', '/admin/roles', { token: admin }))).data;
  const role = roles.find(({ code }: { code: string }) => code === 'rn-librarian');
  const invited = await expecting(
    201,
    ask(server, 'POST', '/admin/users', {
      token: admin,
      body: { firstname: 'Agnès', lastname: 'Petit', email: LIBRARIAN, roles: [role.id], preferedLanguage: 'fr' },
    })
  );
  const userInfo = { firstname: 'Agnès', lastname: 'Petit', password: PASSWORD };
  const { registrationToken } = invited.data;
  await expecting(200, ask(server, 'POST', '/admin/register', { body: { registrationToken, userInfo } }));
  await expecting(
    201,
    ask(server, 'POST', '/content-manager/collection-types/plugin::rn-subscriptions.mediatheque', {
      token: admin,
      body: {
        code: 'NOYON',
        name: 'Médiathèque du Chevalet',
        city: 'Noyon',
        email: LIBRARY,
        active: true,
        librarians: { connect: [{ id: invited.data.id }] },
      },
    })
  );
};

const openOf = async (server: HostServer, email: string) => {
  const { jwt } = await expecting(
    200,
    ask(server, 'POST', '/api/auth/local', { body: { identifier: email, password: PASSWORD } })
  );
  return ask(server, 'GET', '/api/press/open', { token: jwt });
};

type Stage = { server: HostServer; smtp: SmtpSink; browser: Awaited<ReturnType<typeof startBrowser>> };
export type Patron = { lastName: string; firstName: string; email: string };
export const PATRON: Patron = { lastName: 'Lefèvre', firstName: 'Hélène', email: 'helene.lefevre@example.com' };

/** From the form on the packaged website to the resource that the host's own controller opens; the library is that of {@link makeLibrary}. */
export const playSubscription = async ({ server, smtp, browser }: Stage, patron: Patron = PATRON): Promise<void> => {
  const today = todayInParis();
  const validFrom = addMonths(today, -1);
  const until = formatDate(addMonths(validFrom, 12), 'fr');
  const [{ page: website, context: ofPatron }, { page: panel, context: ofLibrarian }] = await Promise.all([
    browser.person(),
    browser.person(),
  ]);
  for (const context of [ofPatron, ofLibrarian]) await context.setExtraHTTPHeaders(BEHIND_TLS);
  // As somebody has chosen it in their profile.
  await panel.addInitScript(() => window.localStorage.setItem('strapi-admin-language', 'fr'));

  await withPicture(website, 'install sign-up', async () => {
    await fillSignUp({ app: server, page: website, patron, mediatheque: 'Noyon — Médiathèque du Chevalet' });
    await sendSignUp(website);
  });
  const request = await smtp.waitFor(
    (mail) => mail.receivers[0] === LIBRARY && (mail.subject ?? '').includes(patron.lastName)
  );
  await withPicture(panel, 'install decision', async () => {
    await panel.goto(/https?:\S+patron=\w+/.exec(request.text ?? '')![0]);
    await signInToPanel(panel, LIBRARIAN);
    await patronWindow(panel).waitFor();
    await panel.keyboard.press('Escape');
    await patronWindow(panel).waitFor({ state: 'hidden' });
    await panel.getByRole('searchbox').fill(patron.lastName.slice(0, 4).toLowerCase());
    await panel.waitForURL(/search=/);
    await panel.getByRole('link', { name: new RegExp(patron.lastName) }).click();
    await choose(panel, 'Validé');
    await typeDay(panel, /Date de validité/, asTyped(validFrom));
    await save(panel);
    await panel.getByText(`Enregistré. Un e-mail part à ${patron.email}.`).first().waitFor();
  });
  const mail = await smtp.waitFor((one) => one.receivers[0] === patron.email && /validée/.test(one.subject ?? ''));
  expect(mail.text).toContain(`au ${until} inclus`);
  await withPicture(website, 'install account', async () => {
    await website.goto(linkIn(mail));
    await choosePassword(website);
    await website.getByText(`Validé jusqu’au ${until}`).waitFor();
  });
  expect((await openOf(server, patron.email)).status).toBe(200);
  await exported({ panel, patron });
};

const exported = async ({ panel, patron }: { panel: Page; patron: Patron }) => {
  await panel.keyboard.press('Escape');
  const [download] = await Promise.all([
    panel.waitForEvent('download'),
    panel.getByRole('button', { name: /Exporter/ }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString('utf8')).toContain(patron.lastName);
};

/** A new host: its first admin, a library with its librarian, and one subscription from end to end. */
export const playFirstDay = async (stage: Stage): Promise<{ admin: string }> => {
  const admin = await registerSuperAdmin(stage.server);
  await makeLibrary(stage.server, admin);
  await playSubscription(stage);
  return { admin };
};
