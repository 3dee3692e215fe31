import { addDays, addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import {
  changeRegistration,
  makeMediatheque,
  makePatron,
  makeRegistration,
  storedRegistration,
  type Mediatheque,
} from '../helpers/people';
import { until } from '../helpers/until';

const today = todayInParis();

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon' });
});
afterAll(() => app.stop());
afterEach(async () => {
  await app.strapi.db.connection('rn_registrations').delete();
  await app.strapi.db.connection('rn_job_runs').delete();
});

const retention = () => app.strapi.plugin('rn-subscriptions').service('retention');
const isThere = async ({ documentId }: { documentId: string }) => (await storedRegistration(app, documentId)) !== null;
const setColumns = ({ id }: { id: number }, columns: object) =>
  app.strapi.db.connection('rn_registrations').where({ id }).update(columns);
const notices = (documentId: string): Promise<{ state: string }[]> =>
  app.strapi.db
    .query('plugin::rn-subscriptions.outbox-mail')
    .findMany({ where: { registration: documentId, kind: 'deletion-notice' } });

const refusedOn = (decidedOn: string) =>
  makeRegistration(
    app,
    mediatheque,
    { state: 'refused' },
    { registered_on: addMonths(decidedOn, -1), decided_on: decidedOn }
  );
const expiredOn = (expiresOn: string, columns: object = {}) =>
  makeRegistration(
    app,
    mediatheque,
    { state: 'validated', validFrom: today },
    { valid_from: addMonths(expiresOn, -12), expires_on: expiresOn, ...columns }
  );
/** An expired registration whose announcement was queued, and has come this far: by the columns of its mail. */
const announcedOn = async (day: string, mail: { state: string; sentOn?: string; triedOn?: string }) => {
  const at = (on?: string) => (on ? `${on}T12:00:00.000Z` : undefined);
  const registration = await expiredOn(addMonths(today, -14), { deletion_notice_on: day });
  const { documentId: id, expiresOn } = await storedRegistration(app, registration.documentId);
  const { state, sentOn, triedOn = sentOn } = mail;
  await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').create({
    data: {
      kind: 'deletion-notice',
      dedupeKey: `deletion-notice:${id}:${expiresOn}`,
      registration: id,
      state,
      queuedAt: at(day),
      nextAttemptAt: Date.now() + 86_400_000,
      sentAt: at(sentOn),
      triedAt: triedOn && Date.parse(at(triedOn)!),
    },
  });
  return registration;
};
const leftOn = (day: string) => announcedOn(day, { state: 'sent', sentOn: day });
const requestedOn = async (registeredOn: string, confirmed: boolean) => {
  const patron = await makePatron(app, mediatheque);
  await setColumns(patron, { registered_on: registeredOn });
  await app.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { email: patron.email }, data: { confirmed, createdAt: `${registeredOn}T12:00:00.000Z` } });
  return patron;
};

test('each rule erases what is older than it allows, and not what is as old; a dry run only counts', async () => {
  const gone = [
    await requestedOn(addDays(today, -31), false),
    await refusedOn(addDays(addMonths(today, -6), -4)),
    await leftOn(addDays(today, -30)),
  ];
  const stay = [
    await requestedOn(addDays(today, -30), false),
    await requestedOn(addMonths(today, -13), true),
    await refusedOn(addDays(today, -170)),
    await leftOn(addDays(today, -29)),
    await expiredOn(addDays(today, -1)),
  ];
  const counts = { erased: { unconfirmed: 1, refused: 1, expired: 1 }, announced: 0, waitingLong: 1, failed: 0 };

  expect(await retention().dryRun()).toMatchObject({ ...counts, dryRun: true });
  expect(await Promise.all([...gone, ...stay].map(isThere))).toEqual(Array(8).fill(true));
  expect(await retention().run({ day: today })).toMatchObject({ ...counts, dryRun: false, day: today });
  expect(await Promise.all(gone.map(isThere))).toEqual(Array(3).fill(false));
  expect(await Promise.all(stay.map(isThere))).toEqual(Array(5).fill(true));
  expect(await app.strapi.db.query('plugin::users-permissions.user').count({ where: { email: gone[0].email } })).toBe(
    0
  );
  // Once more finds nothing more.
  expect(await retention().run()).toMatchObject({ erased: { unconfirmed: 0, refused: 0, expired: 0 } });
});

test('an expired patron is told thirty days before, in plain words and once; who renews stays', async () => {
  const [leaves, renews] = [await expiredOn(addMonths(today, -13)), await expiredOn(addMonths(today, -13))];
  expect(await retention().run({ day: today })).toMatchObject({ announced: 2, erased: { expired: 0 } });
  app.strapi.plugin('rn-subscriptions').service('dispatcher').start();
  const mail = await app.smtp.waitFor((one) => one.receivers[0] === leaves.email && /effacées/.test(one.subject ?? ''));
  await until(
    () => notices(leaves.documentId),
    ([{ state }]) => state === 'sent'
  );
  const erasedFrom = addDays(today, 30);
  expect(mail.subject).toBe(`Vos données seront effacées le ${formatDate(erasedFrom, 'fr')}`);
  expect(mail.text).toContain(`a pris fin le ${formatDate(addMonths(today, -13), 'fr')}`);
  expect(mail.text).toContain(mediatheque.label);

  await changeRegistration(app, renews.documentId, { validFrom: today });
  expect(await retention().run({ day: addDays(today, 29), today: addDays(today, 29) })).toMatchObject({
    announced: 0,
    erased: { expired: 0 },
  });
  expect(await notices(leaves.documentId)).toHaveLength(1);
  expect(await retention().run({ day: erasedFrom, today: erasedFrom })).toMatchObject({
    announced: 0,
    erased: { expired: 1 },
  });
  expect([await isThere(leaves), await isThere(renews)]).toEqual([false, true]);
  expect(await storedRegistration(app, renews.documentId)).toMatchObject({ deletionNoticeOn: null, decidedOn: today });
});

describe('nobody is erased before the announcement has left, however long it waited', () => {
  const run = () => retention().run();

  test.each([
    ['waits', { state: 'waiting' }],
    ['waits after tries that failed', { state: 'waiting', triedOn: addDays(today, -35) }],
    ['left later than it was queued', { state: 'sent', sentOn: addDays(today, -29) }],
    ['was given up, and tried until lately', { state: 'failed', triedOn: addDays(today, -29) }],
  ])('it %s: not yet', async (_what, mail) => {
    const patron = await announcedOn(addDays(today, -40), mail);
    expect(await run()).toMatchObject({ announced: 0, erased: { expired: 0 } });
    expect(await isThere(patron)).toBe(true);
    expect(await notices(patron.documentId)).toHaveLength(1);
  });

  test.each([
    ['left', { state: 'sent', sentOn: addDays(today, -30) }],
    ['cannot be delivered, as was known for good', { state: 'failed', triedOn: addDays(today, -30) }],
  ])('it %s thirty days ago: erased', async (_what, mail) => {
    const patron = await announcedOn(addDays(today, -40), mail);
    expect(await run()).toMatchObject({ announced: 0, erased: { expired: 1 } });
    expect(await isThere(patron)).toBe(false);
  });

  test('by the history, where the queue has forgotten the mail; one that nothing knows of is made anew', async () => {
    const [left, lately, unknown] = [
      await expiredOn(addMonths(today, -14), { deletion_notice_on: addDays(today, -40) }),
      await expiredOn(addMonths(today, -14), { deletion_notice_on: addDays(today, -40) }),
      await expiredOn(addMonths(today, -14), { deletion_notice_on: addDays(today, -40) }),
    ];
    for (const [{ documentId: registration }, day] of [
      [left, -31],
      [lately, -20],
    ] as const) {
      await app.strapi.db.query('plugin::rn-subscriptions.registration-event').create({
        data: {
          registration,
          action: 'mailed',
          actor: 'system',
          mail: 'deletion-notice',
          at: `${addDays(today, day)}T12:00:00.000Z`,
        },
      });
    }
    expect(await run()).toMatchObject({ announced: 1, erased: { expired: 1 } });
    expect(await Promise.all([left, lately, unknown].map(isThere))).toEqual([false, true, true]);
    expect(await notices(unknown.documentId)).toHaveLength(1);
    // Looked at again once its time is over, and not each night.
    expect(await storedRegistration(app, lately.documentId)).toMatchObject({ deletionNoticeOn: addDays(today, -20) });
  });
});

test('servers that begin at once share one run a day; what a dead one left is taken over; a missed night is made up for', async () => {
  await refusedOn(addMonths(today, -7));
  const runs = await Promise.all([1, 2, 3].map(() => retention().run({ day: today })));
  expect(runs.filter(Boolean)).toHaveLength(1);
  expect(await retention().run({ day: today })).toBeNull();

  const jobs = () => app.strapi.db.connection('rn_job_runs').where({ name: 'retention' });
  await jobs().update({ day: addDays(today, -3), lease_token: 'another server', lease_until: Date.now() + 60_000 });
  expect(await retention().run({ day: today })).toBeNull();
  await jobs().update({ lease_until: Date.now() - 1 });
  await refusedOn(addMonths(today, -7));
  expect(await retention().run({ day: today })).toMatchObject({ erased: { refused: 1 } });
});

test('who is renewed while the night is at work is heard', async () => {
  const [patron, other] = [await leftOn(addDays(today, -30)), await leftOn(addDays(today, -30))];
  const erasure = app.strapi.plugin('rn-subscriptions').service('erasure');
  const { registration } = erasure;
  // Read already, and not locked yet.
  erasure.registration = async (input: any) => {
    if (input.where.id === patron.id) await changeRegistration(app, patron.documentId, { validFrom: today });
    return registration.call(erasure, input);
  };
  try {
    expect(await retention().run({ day: today })).toMatchObject({ failed: 0, erased: { expired: 1 } });
  } finally {
    erasure.registration = registration;
  }
  expect([await isThere(patron), await isThere(other)]).toEqual([true, false]);
});

test('a row that cannot be erased keeps nobody else, and is counted', async () => {
  const [odd, other] = [await refusedOn(addMonths(today, -7)), await refusedOn(addMonths(today, -7))];
  const erasure = app.strapi.plugin('rn-subscriptions').service('erasure');
  const { registration } = erasure;
  erasure.registration = (input: any) =>
    input.where.id === odd.id ? Promise.reject(new Error('odd')) : registration.call(erasure, input);
  try {
    expect(await retention().run({ day: today })).toMatchObject({ failed: 1, erased: { refused: 1 } });
  } finally {
    erasure.registration = registration;
  }
  expect([await isThere(odd), await isThere(other)]).toEqual([true, false]);
});

test('a night finds everybody who is due, however many', async () => {
  const EACH = 430;
  const { connection } = app.strapi.db;
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
