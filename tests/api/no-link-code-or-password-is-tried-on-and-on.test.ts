import { randomUUID } from 'node:crypto';
import { codeIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { LIMITS, newClient, postFrom, statuses } from '../helpers/limits';
import { makeMediatheque, makePatron, PASSWORD, signInPatron, type Mediatheque } from '../helpers/people';

const COUNTS = 'plugin::rn-subscriptions.request-count';
const FORGOTTEN = '/api/auth/forgot-password';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: LIMITS });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());
beforeEach(() => app.strapi.db.query(COUNTS).deleteMany({}));

test.each([
  ['for a forgotten password', FORGOTTEN, () => ({ email: `oubli-${randomUUID()}@example.com` }), 200],
  ['to open an account', '/api/rn-subscriptions/account-links/open', () => ({ token: 'A'.repeat(43) }), 400],
  ['to read a link', '/api/rn-subscriptions/account-links/read', () => ({ token: 'A'.repeat(43) }), 400],
])('requests %s are limited per client', async (_what, path, body, status) => {
  const client = newClient();
  expect(await statuses(5, () => postFrom(app, path, body(), client))).toEqual([...Array(4).fill(status), 429]);
});

test('the code of a mail is tried three times an hour for one address, from however many clients', async () => {
  const { email } = await makePatron(app, mediatheque, {}, { confirmed: false });
  const code = codeIn(await app.smtp.mailTo(email));
  const read = (given: string) => postFrom(app, '/api/rn-subscriptions/account-links/read', { email, code: given });
  for (const wrong of ['00000000', '11111111', '22222222']) await read(wrong).expect(400);
  await read(code).expect(429);
});

test('who is signed in tries the password three times an hour before erasing the account', async () => {
  const { email } = await makePatron(app, mediatheque);
  const { delete: remove } = await signInPatron(app, email);
  const erase = (password: string) => remove('/api/rn-subscriptions/account', { password });
  for (const guess of ['une', 'deux', 'trois']) await erase(guess).expect(400);
  const { body } = await erase(PASSWORD).expect(429);
  expect(body.error.message).toContain('Réessayez dans 60 minutes.');
});

test('a waiting request moves to another library three times a day, and what else is corrected stays free', async () => {
  const others = await Promise.all(Array.from({ length: 4 }, () => makeMediatheque(app)));
  const { documentId, email } = await makePatron(app, mediatheque);
  const { put } = await signInPatron(app, email);
  const path = `/api/rn-subscriptions/registrations/mine/${documentId}`;
  for (const other of others.slice(0, 3)) await put(path, { mediatheque: other.documentId }).expect(200);
  await put(path, { mediatheque: others[3].documentId, lastName: 'Perdu' }).expect(429);
  const { body } = await put(path, { mediatheque: others[2].documentId, firstName: 'Léa' }).expect(200);
  expect(body.data).toMatchObject({
    lastName: 'Dupont',
    firstName: 'Léa',
    mediatheque: { documentId: others[2].documentId },
  });
});
