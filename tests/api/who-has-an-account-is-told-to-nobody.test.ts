import { randomUUID } from 'node:crypto';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { forgotPassword, makeAdmin, makeMediatheque, makePatron, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';

/** Rule 6, at the doors beside the sign-up: what a stranger reads and causes is the same for an address with an account and for one without. */

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const HEALTH = '/api/rn-subscriptions/health';

test('health says to a stranger that the server is well, and no more, whatever was mailed', async () => {
  const before = await app.http().get(HEALTH).expect(200);
  expect(before.body).toEqual({ data: { writable: true } });
  const { email } = await makePatron(app, mediatheque);
  await forgotPassword(app, email).expect(200);
  await app.smtp.mailTo(email);
  for (const token of [
    '',
    'Bearer ',
    'Bearer wrong',
    AS_MONITORING.Authorization.slice(0, -1),
    `${AS_MONITORING.Authorization}x`,
  ]) {
    expect((await app.http().get(HEALTH).set('Authorization', token).expect(200)).body).toEqual(before.body);
  }
  await until(
    async () => (await app.http().get(HEALTH).set(AS_MONITORING).expect(200)).body.data,
    ({ waiting, lastSentAt }) => waiting === 0 && lastSentAt !== null
  );
});

test('a wrong password costs one comparison, with an account, without one, and where it has no password', async () => {
  const users = app.strapi.plugin('users-permissions').service('user');
  const { validatePassword } = users;
  let compared = 0;
  users.validatePassword = (...given: unknown[]) => {
    compared += 1;
    return validatePassword(...given);
  };
  const { email } = await makePatron(app, mediatheque);
  const bare = await makePatron(app, mediatheque);
  await app.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { email: bare.email }, data: { password: null } });
  const costs = [];
  const bodies = new Set<string>();
  for (const identifier of [email, bare.email, `${randomUUID()}@example.com`, 'nobody', email.toUpperCase()]) {
    compared = 0;
    const { body } = await app.http().post('/api/auth/local').send({ identifier, password: 'faux-7777' }).expect(400);
    costs.push(compared);
    bodies.add(JSON.stringify(body));
  }
  expect(costs).toEqual([1, 1, 1, 1, 1]);
  expect(bodies.size).toBe(1);

  // At the panel Strapi compares by itself where there is somebody.
  const { email: librarian } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  for (const [address, cost] of [
    [librarian, 0],
    [`${randomUUID()}@example.com`, 1],
  ] as const) {
    compared = 0;
    await app.http().post('/admin/login').send({ email: address, password: 'faux-7777' }).expect(400);
    expect(compared).toBe(cost);
  }
  users.validatePassword = validatePassword;
});

test('a forgotten password of the panel is answered before anybody is looked for', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-editor' });
  await app.smtp.pause();
  // The mail server does not answer: who waits for it waits.
  await app.http().post('/admin/forgot-password').send({ email }).timeout(2_000).expect(204);
  await app.smtp.resume();
});
