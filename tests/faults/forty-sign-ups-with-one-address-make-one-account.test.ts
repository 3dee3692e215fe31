import request from 'supertest';
import { startApp, type App } from '../helpers/app';
import { makeMediatheque, signUpData, type Mediatheque } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';

/** Rules 6 and 8: who signs up with an address at the same moment on two servers makes one account, and nobody can tell who it was. */

const SIGN_UPS = 40;

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

test('forty sign-ups at once with one address, on two servers, make one account with each of those who were asked for, six at most; all answers are the same', async () => {
  const servers = await Promise.all([startServerProcess(), startServerProcess()]);
  const patron = signUpData(mediatheque, { email: 'course@example.com' });
  const spellings = [patron.email, 'Course@Example.com', ' course@example.com ', 'COURSE@EXAMPLE.COM'];
  const answers = await Promise.all(
    Array.from({ length: SIGN_UPS }, (_none, number) =>
      request(servers[number % 2].address)
        .post('/api/rn-subscriptions/registrations')
        .send({ ...patron, email: spellings[number % spellings.length], lastName: `Course-${number % 10}` })
    )
  );
  const different = new Set(answers.map(({ status, body }) => JSON.stringify([status, body])));
  expect([...different]).toEqual([JSON.stringify([202, answers[0].body])]);
  expect(await app.strapi.db.query('plugin::users-permissions.user').count({ where: { email: patron.email } })).toBe(1);
  expect(
    await app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email: patron.email } })
  ).toBe(6);
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
});
