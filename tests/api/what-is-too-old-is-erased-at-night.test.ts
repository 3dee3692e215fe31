import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { makeMediatheque, type Mediatheque } from '../helpers/people';
import { beforeErasures, forgetAll, pastOf } from '../helpers/retention';

const today = todayInParis();

let app: App;
let mediatheque: Mediatheque;
let past: ReturnType<typeof pastOf>;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon' });
  past = pastOf({ app, mediatheque });
});
afterAll(() => app.stop());
afterEach(() => forgetAll(app));

const retention = () => app.strapi.plugin('rn-subscriptions').service('retention');

test('each rule erases what is older than it allows, and not what is as old; a dry run only counts', async () => {
  const gone = [
    await past.requestedOn(addDays(today, -31), false),
    await past.refusedOn(addDays(addMonths(today, -6), -4)),
    await past.leftOn(addDays(today, -30)),
  ];
  const stay = [
    await past.requestedOn(addDays(today, -30), false),
    await past.requestedOn(addMonths(today, -13), true),
    await past.refusedOn(addDays(today, -170)),
    await past.leftOn(addDays(today, -29)),
    await past.expiredOn(addDays(today, -1)),
  ];
  const counts = { erased: { unconfirmed: 1, refused: 1, expired: 1 }, announced: 0, waitingLong: 1, failed: 0 };

  expect(await retention().dryRun()).toMatchObject({ ...counts, dryRun: true });
  expect(await past.areThere([...gone, ...stay])).toEqual(Array(8).fill(true));
  expect(await retention().run({ day: today })).toMatchObject({ ...counts, dryRun: false, day: today });
  expect(await past.areThere(gone)).toEqual(Array(3).fill(false));
  expect(await past.areThere(stay)).toEqual(Array(5).fill(true));
  expect(await app.strapi.db.query('plugin::users-permissions.user').count({ where: { email: gone[0].email } })).toBe(
    0
  );
  // Once more finds nothing more.
  expect(await retention().run()).toMatchObject({ erased: { unconfirmed: 0, refused: 0, expired: 0 } });
});

test('servers that begin at once share one run a day; what a dead one left is taken over; a missed night is made up for', async () => {
  await past.refusedOn(addMonths(today, -7));
  const runs = await Promise.all([1, 2, 3].map(() => retention().run({ day: today })));
  expect(runs.filter(Boolean)).toHaveLength(1);
  expect(await retention().run({ day: today })).toBeNull();

  const jobs = () => app.sql('rn_job_runs').where({ name: 'retention' });
  await jobs().update({ day: addDays(today, -3), lease_token: 'another server', lease_until: Date.now() + 60_000 });
  expect(await retention().run({ day: today })).toBeNull();
  await jobs().update({ lease_until: Date.now() - 1 });
  await past.refusedOn(addMonths(today, -7));
  expect(await retention().run({ day: today })).toMatchObject({ erased: { refused: 1 } });
});

test('a row that cannot be erased keeps nobody else, and is counted', async () => {
  const [odd, other] = [await past.refusedOn(addMonths(today, -7)), await past.refusedOn(addMonths(today, -7))];
  await beforeErasures(
    app,
    async ({ id }) => {
      if (id === odd.id) throw new Error('odd');
    },
    async () => expect(await retention().run({ day: today })).toMatchObject({ failed: 1, erased: { refused: 1 } })
  );
  expect(await past.areThere([odd, other])).toEqual([true, false]);
});

test('a night finds everybody who is due, however many', async () => {
  const EACH = 430;
  const { sql: connection } = app;
  const longAgo = addMonths(today, -20);
  const numbered = (kind: string, columns: object) =>
    Array.from({ length: EACH }, (_, number) => ({
      document_id: `${kind}${String(number).padStart(20, '0')}`,
      mediatheque: mediatheque.documentId,
      last_name: 'Due',
      email: `${kind}${number}@example.com`,
      birth_date: '1990-01-01',
      language: 'fr',
      version: 1,
      ...columns,
    }));
  const insert = (rows: object[]) => connection.batchInsert('rn_registrations', rows, 100);
  await insert(numbered('refused', { state: 'refused', registered_on: longAgo, decided_on: longAgo }));
  await insert(
    numbered('expired', {
      state: 'validated',
      registered_on: longAgo,
      decided_on: longAgo,
      valid_from: addMonths(longAgo, -12),
      expires_on: longAgo,
      deletion_notice_on: addDays(today, -40),
    })
  );
  // Told of it, by a mail that left long enough ago to stand in the history.
  const told = new Date(`${addDays(today, -40)}T12:00:00.000Z`);
  const notice = {
    action: 'mailed',
    mail: 'deletion-notice',
    actor: 'system',
    at: app.database === 'sqlite' ? told.getTime() : told.toISOString(),
  };
  const lines = numbered('expired', {}).map(({ document_id }) => ({
    document_id: `line-${document_id}`,
    registration: document_id,
    ...notice,
  }));
  await connection.batchInsert('rn_registration_events', lines, 100);
  await insert(numbered('unconfirmed', { state: 'pending', registered_on: longAgo }));
  const madeAt = new Date(`${longAgo}T12:00:00.000Z`);
  const accounts = numbered('unconfirmed', {}).map(({ document_id, email }) => ({
    document_id,
    username: email,
    email,
    confirmed: false,
    created_at: app.database === 'sqlite' ? madeAt.getTime() : madeAt.toISOString(),
  }));
  await connection.batchInsert('up_users', accounts, 100);
  await connection.raw(
    'insert into rn_registrations_account_lnk (registration_id, user_id) select r.id, u.id from rn_registrations r join up_users u on u.document_id = r.document_id'
  );

  expect(await retention().dryRun()).toMatchObject({ erased: { unconfirmed: EACH, refused: EACH, expired: EACH } });
  await connection('rn_registrations').where('document_id', 'like', 'unconfirmed%').delete();
  await connection('up_users').where('document_id', 'like', 'unconfirmed%').delete();
  await connection('rn_registrations').where('document_id', 'like', 'expired%').delete();
  expect(await retention().run()).toMatchObject({ erased: { refused: EACH } });
  expect(await connection('rn_registrations').where({ state: 'refused' })).toEqual([]);
});

test('the health route says what the last run did, in counts', async () => {
  const { body } = await app.http().get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200);
  expect(body.data.retention).toEqual({
    day: expect.any(String),
    dryRun: false,
    startedAt: expect.any(String),
    finishedAt: expect.any(String),
    erased: { unconfirmed: expect.any(Number), refused: expect.any(Number), expired: expect.any(Number) },
    announced: expect.any(Number),
    waitingLong: expect.any(Number),
    failed: expect.any(Number),
  });
});
