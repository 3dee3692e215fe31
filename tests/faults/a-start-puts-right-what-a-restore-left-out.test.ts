import { startApp, type App } from '../helpers/app';
import { proven } from '../helpers/faults';
import { makeAdmin, makeMediatheque, makeRegistration, type Admin, type Mediatheque } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';

/** What restores leave out and people switch off: triggers that count, and indexes that keep what must be there once. */

let app: App;
let library: Mediatheque;
let coordinator: Admin;
const tidy = () => app.strapi.plugin('rn-subscriptions').service('counters').tidy();
const run = (sql: string) => app.sql.raw(sql);

const TRIGGERS = ['rn_count_inserts', 'rn_count_updates', 'rn_count_deletes', 'rn_count_truncates'];

/** Starts a server and ends it; its log. */
const start = async () => {
  const server = await startServerProcess();
  await server.end('SIGTERM');
  return server.logs();
};

const expectCounted = async () => {
  await makeRegistration(app, library);
  const [{ count }] = await app.sql('rn_registrations').count({ count: '*' });
  expect((await coordinator.get('/rn-subscriptions/registrations').expect(200)).body.meta.counts.all).toBe(
    Number(count)
  );
};

const invalid = async (): Promise<string[]> =>
  (
    await run(`select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where not i.indisvalid`)
  ).rows.map(({ name }: { name: string }) => name);

beforeAll(async () => {
  app = await startApp();
  library = await makeMediatheque(app);
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  await makeRegistration(app, library);
});
afterAll(() => app.stop());

test.each([
  ['a trigger that was dropped', 'drop trigger rn_count_inserts on rn_registrations'],
  ['triggers that were switched off', 'alter table rn_registrations disable trigger user'],
  [
    'a trigger that calls another function',
    `create function other() returns trigger language plpgsql as 'begin return null; end'; drop trigger rn_count_deletes on rn_registrations; create trigger rn_count_deletes after delete on rn_registrations for each statement execute function other()`,
  ],
  [
    'a function that was changed',
    `create or replace function rn_count_registrations() returns trigger language plpgsql as 'begin return null; end'`,
  ],
  ['the table without its triggers', TRIGGERS.map((name) => `drop trigger ${name} on rn_registrations`).join(';')],
  ['triggers without their table', 'drop table rn_registration_counts'],
])('%s: made again, and counted anew', async (what, sql) => {
  await run(sql);
  if (!sql.includes('drop table')) await makeRegistration(app, library);
  // What a start does, and every server once an hour.
  const before = app.logs().length;
  await tidy();
  expect(app.logs().slice(before)).toContain('were made again, and the registrations counted anew');
  await expectCounted();
  const after = app.logs().length;
  await tidy();
  expect(app.logs().slice(after)).not.toContain('were made again');
  proven({
    fault: `After a restore: ${what}`,
    promise: 'made again at the start and within the hour, and counted anew',
    measured: 'counts right',
  });
});

test('a start without them', async () => {
  await run(
    `drop table rn_registration_counts; drop trigger rn_count_inserts on rn_registrations; update pg_index set indisvalid = false where indexrelid in ('rn_outbox_mails_dedupe'::regclass, 'rn_accounts_email'::regclass)`
  );
  const logged = await start();
  expect(logged).toContain('were made again, and the registrations counted anew');
  // Unique indexes that are not valid are made again where nothing contradicts them.
  expect(logged).not.toContain('not valid');
  expect(await invalid()).toEqual([]);
  await expectCounted();
});

test('what cannot be made is one sentence, and no SQL', async () => {
  await run('drop table rn_registration_counts; create view rn_registration_counts as select 1 as count');
  await expect(start()).rejects.toThrow(
    /rn-subscriptions: the triggers that count registrations could not be made \(\w+\): the database’s user has to own/
  );
  await run('drop view rn_registration_counts');
  await tidy();
});

test('one that rows contradict is said in one sentence, with the way out', async () => {
  await run(
    'alter table rn_outbox_mails drop constraint if exists rn_outbox_mails_dedupe; drop index if exists rn_outbox_mails_dedupe'
  );
  await run(
    `insert into rn_outbox_mails (document_id, kind, dedupe_key, state, attempts, queued_at, next_attempt_at) select 'x' || n, 'receipt', 'twice', 'dismissed', 0, now(), 0 from generate_series(1, 2) n`
  );
  await expect(
    run('create unique index concurrently rn_outbox_mails_dedupe on rn_outbox_mails (dedupe_key)')
  ).rejects.toThrow();
  const logged = await start();
  expect(logged).toMatch(
    /the unique index rn_outbox_mails_dedupe of the table rn_outbox_mails is not valid, and does not hold for all rows: remove rows with the same dedupe_key, then REINDEX INDEX "rn-tests"\."rn_outbox_mails_dedupe"\./
  );
  expect(await invalid()).toEqual(['rn_outbox_mails_dedupe']);
  await run(`delete from rn_outbox_mails where document_id = 'x2'`);
  await start();
  expect(await invalid()).toEqual([]);
});
