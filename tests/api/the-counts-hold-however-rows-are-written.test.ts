import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import {
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makeRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';

const today = todayInParis();
const TABLE = 'rn_registrations';

let app: App;
let here: Mediatheque;
let there: Mediatheque;
let librarian: Admin;
let coordinator: Admin;

beforeAll(async () => {
  app = await startApp();
  [here, there] = [await makeMediatheque(app), await makeMediatheque(app)];
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [here] });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
});
afterAll(() => app.stop());

type Reader = typeof librarian;
const shown = async (reader: Reader, query = {}) =>
  (await reader.get('/rn-subscriptions/registrations').query(query).expect(200)).body.meta.counts;

/** Counted row by row. */
const thereAre = async (mediatheque?: Mediatheque) => {
  const rows: { state: string; expires_on: string | null }[] = await app
    .sql(TABLE)
    .where(mediatheque ? { mediatheque: mediatheque.documentId } : {});
  const count = (isIt: (row: (typeof rows)[number]) => boolean) => rows.filter(isIt).length;
  return {
    all: rows.length,
    pending: count(({ state }) => state === 'pending'),
    refused: count(({ state }) => state === 'refused'),
    validated: count(({ state, expires_on }) => state === 'validated' && expires_on! >= today),
    expired: count(({ state, expires_on }) => state === 'validated' && expires_on! < today),
  };
};

const expectRight = async () => {
  expect(await shown(librarian)).toEqual(await thereAre(here));
  expect(await shown(coordinator)).toEqual(await thereAre());
  expect(await shown(coordinator, { mediatheque: there.documentId })).toEqual(await thereAre(there));
  expect(await shown(librarian, { mediatheque: there.documentId })).toEqual({
    all: 0,
    pending: 0,
    refused: 0,
    validated: 0,
    expired: 0,
  });
};

test('sign-ups, decisions and a rolled-back one at once', async () => {
  const waiting = await Promise.all(
    [here, here, here, there, there].map((mediatheque) => makeRegistration(app, mediatheque))
  );
  await Promise.all([
    changeRegistration(app, waiting[0].documentId, { state: 'validated', validFrom: today }),
    changeRegistration(app, waiting[3].documentId, { state: 'refused' }),
    app.strapi.db
      .transaction(async () => {
        await changeRegistration(app, waiting[1].documentId, { state: 'refused' });
        throw new Error('changed their mind');
      })
      .catch(() => {}),
  ]);
  expect(await shown(coordinator)).toEqual({ all: 5, pending: 3, refused: 1, validated: 1, expired: 0 });
  await expectRight();
});

test('what is written past every rule: many rows at once, a move, an expiry, a deletion', async () => {
  const knex = app.sql;
  await knex.raw(
    `insert into ${TABLE} (document_id, mediatheque, state, expires_on) select document_id || 'x', mediatheque, 'validated', ? from ${TABLE}`,
    [addMonths(today, -1)]
  );
  await expectRight();
  await knex(TABLE).where({ mediatheque: there.documentId, state: 'pending' }).update({ mediatheque: here.documentId });
  await knex(TABLE)
    .where({ state: 'validated' })
    .whereNotNull('first_name')
    .update({ expires_on: addMonths(today, -2) });
  await expectRight();
  await knex(TABLE).whereNull('first_name').limit(2).delete();
  await expectRight();
});

test('before and after the lines that count are added up', async () => {
  await app.strapi.plugin('rn-subscriptions').service('counters').tidy();
  await expectRight();
  await makeRegistration(app, here);
  await expectRight();
});

test('a restore that switches triggers off is noticed, and counted anew', async () => {
  if (app.database === 'sqlite') return;
  await app.sql.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    await trx(TABLE).where({ state: 'pending' }).update({ state: 'refused' });
  });
  expect(await shown(coordinator)).not.toEqual(await thereAre());
  await app.strapi.plugin('rn-subscriptions').service('counters').tidy();
  await expectRight();
  expect(app.logs()).toContain('counted anew');
  await app.sql.raw(`truncate ${TABLE} cascade`);
  await expectRight();
});
