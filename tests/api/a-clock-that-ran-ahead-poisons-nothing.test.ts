import { openLink, tokenIn } from '../helpers/account-link';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import {
  accountOf,
  forgotPassword,
  makeMediatheque,
  makePatron,
  PASSWORD,
  signInPatron,
  signUpData,
  type Mediatheque,
} from '../helpers/people';
import { until } from '../helpers/until';

/** Rule 5 of what happens each day, for every stored time that decides something: a clock that was a year ahead is forgotten once it is right. */

const YEAR = 365 * 24 * 3600 * 1000;
const HOUR = 3600 * 1000;
const NEW_PASSWORD = 'Une-autre-lavande-8';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: { REQUESTS_PER_CLIENT: '2' } });
  mediatheque = await makeMediatheque(app);
});
afterEach(() => app.clock(0));
afterAll(() => app.stop());

const service = (name: string) => app.strapi.plugin('rn-subscriptions').service(name);
const table = (name: string) => app.sql(name);
const noLimits = () => table('rn_request_counts').delete();
const nowAndThen = async (work: () => Promise<unknown>) => {
  await app.clock(YEAR);
  await work();
  await app.clock(0);
};

test('the night’s job runs again the same day', async () => {
  const run = () => service('retention').run({ day: service('clock').today() });
  await nowAndThen(async () => expect(await run()).toMatchObject({ failed: 0 }));
  expect(await run()).toMatchObject({ failed: 0 });
  expect(await run()).toBeNull();
});

test('a lease of a job that was taken over by such a clock ends', async () => {
  await table('rn_job_runs')
    .where({ name: 'retention' })
    .update({ day: '2020-01-01', lease_token: 'gone', lease_until: Date.now() + YEAR });
  expect(await service('retention').run({ day: service('clock').today() })).toMatchObject({ failed: 0 });
});

test('a limit that was reached then is no limit now', async () => {
  await noLimits();
  const signUp = () => app.http().post('/api/rn-subscriptions/registrations').send(signUpData(mediatheque));
  await nowAndThen(async () => {
    for (const status of [202, 202, 429]) await signUp().expect(status);
  });
  await signUp().expect(202);
  await signUp().expect(202);
  const { headers } = await signUp().expect(429);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3600);
});

test('a mail that was to be tried again then is due within the hour, and what it was leased to lets it go', async () => {
  await noLimits();
  app.smtp.refuseWith(450);
  const { documentId } = await makePatron(app, mediatheque);
  const rowOf = () => app.strapi.db.query(OUTBOX).findOne({ where: { registration: documentId, kind: 'receipt' } });
  await until(rowOf, ({ attempts, state }) => attempts === 1 && state === 'waiting');
  app.smtp.refuseWith(null);
  await table('rn_outbox_mails')
    .where({ registration: documentId })
    .update({
      state: 'sending',
      lease_token: 'gone',
      lease_until: Date.now() + YEAR,
      next_attempt_at: Date.now() + YEAR,
      tried_at: Date.now() + YEAR,
    });
  await service('claims').mendTimes();
  const mended = await rowOf();
  expect(Number(mended.nextAttemptAt)).toBeLessThanOrEqual(Date.now() + 1000);
  expect(Number(mended.leaseUntil)).toBeLessThan(Date.now() + 3 * 60_000);
  expect(Number(mended.triedAt)).toBeLessThanOrEqual(Date.now() + 1000);
  await table('rn_outbox_mails').where({ registration: documentId }).update({ lease_until: 1 });
  service('dispatcher').wake();
  await until(rowOf, ({ state }) => state === 'sent');
});

test('a mail that left then hides no alarm', async () => {
  const { documentId } = await makePatron(app, mediatheque);
  const rowOf = () => app.strapi.db.query(OUTBOX).findOne({ where: { registration: documentId, kind: 'receipt' } });
  const { id } = await until(rowOf, ({ state }) => state === 'sent');
  await app.strapi.db.query(OUTBOX).update({
    where: { id },
    data: { triedAt: String(Date.now() + YEAR), sentAt: new Date(Date.now() + YEAR).toISOString() },
  });
  const refused = {
    kind: 'receipt',
    dedupeKey: 'refused',
    registration: documentId,
    state: 'waiting',
    lastErrorCode: 'REFUSED EAUTH AUTH 535',
    triedAt: String(Date.now()),
    queuedAt: new Date().toISOString(),
    nextAttemptAt: String(Date.now() + HOUR),
  };
  const waiting = await app.strapi.db.query(OUTBOX).create({ data: refused });
  await table('rn_outbox_mails')
    .where({ state: 'sent' })
    .whereNot({ id })
    .update({ tried_at: Date.now() - HOUR });
  expect(
    (await app.http().get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200)).body.data.alarm
  ).toMatchObject({ kind: 'serverRefuses' });
  await app.strapi.db.query(OUTBOX).delete({ where: { id: waiting.id } });
});

test('a link that was mailed then opens no longer, and another one is mailed', async () => {
  await noLimits();
  const { email } = await makePatron(app, mediatheque);
  const mailed = (after: number) =>
    app.smtp.waitFor(
      (mail) =>
        mail.receivers[0] === email && /^Votre lien/.test(mail.subject ?? '') && app.smtp.mails.indexOf(mail) >= after
    );
  const forgot = () => forgotPassword(app, email).expect(200);
  const open = (token: string) => openLink(app, { token, password: NEW_PASSWORD });
  let early = '';
  await nowAndThen(async () => {
    const before = app.smtp.mails.length;
    await forgot();
    early = tokenIn(await mailed(before));
  });
  await open(early).expect(400);
  await noLimits();
  const before = app.smtp.mails.length;
  await forgot();
  const { body } = await open(tokenIn(await mailed(before))).expect(200);
  await app
    .http()
    .get('/api/rn-subscriptions/registrations/mine')
    .set('Authorization', `Bearer ${body.jwt}`)
    .expect(200);
});

test('a password that was changed then ends the sessions of before, and not those of afterwards', async () => {
  await noLimits();
  const { email } = await makePatron(app, mediatheque);
  const mine = '/api/rn-subscriptions/registrations/mine';
  const before = await signInPatron(app, email);
  await nowAndThen(async () => {
    const { id } = await accountOf(app, email);
    await app.strapi.plugin('users-permissions').service('user').edit(id, { password: NEW_PASSWORD });
  });
  const signIn = async () =>
    (await app.http().post('/api/auth/local').send({ identifier: email, password: NEW_PASSWORD }).expect(200)).body
      .jwt as string;
  const read = (jwt: string) => app.http().get(mine).set('Authorization', `Bearer ${jwt}`);
  // A session says its second only.
  const second = Math.floor(Date.now() / 1000);
  await until(
    async () => Math.floor(Date.now() / 1000),
    (now) => now > second
  );
  await before.get(mine).expect(401);
  await until(
    async () => (await read(await signIn())).status,
    (status) => status === 200
  );
  await before.get(mine).expect(401);
  await app.http().post('/api/auth/local').send({ identifier: email, password: PASSWORD }).expect(400);
});

test('a session that was opened then is none', async () => {
  await noLimits();
  const { email } = await makePatron(app, mediatheque);
  let session: Awaited<ReturnType<typeof signInPatron>>;
  await nowAndThen(async () => {
    session = await signInPatron(app, email);
  });
  await session!.get('/api/rn-subscriptions/registrations/mine').expect(401);
});
