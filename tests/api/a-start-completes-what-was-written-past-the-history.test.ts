import { addDays, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import {
  changeRegistration,
  makeMediatheque,
  makeRegistration,
  storedRegistration,
  type Mediatheque,
  type Registration,
} from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** The net below the hooks: what was committed without its history and its mails is completed by the next start, once. */

const today = todayInParis();
const LONG_AGO = new Date(Date.now() - 40 * 86_400_000);

let app: App;
let mediatheque: Mediatheque;
let waiting: Registration;
let decided: Registration;
let old: Registration;
let impossible: Registration;
let known: Registration;
let forgotten: Registration;

const table = (name: string) => app.sql(name);
const write = ({ id }: Registration, columns: Record<string, unknown>) =>
  table('rn_registrations').where({ id }).update(columns);
/** As an earlier version left it: nothing says what its history knows. */
const unmark = (one: Registration) => write(one, { recorded_state: null, recorded_valid_from: null });
const forget = ({ documentId }: Registration) =>
  table('rn_registration_events').where({ registration: documentId }).delete();
const linesOf = ({ documentId }: Registration) =>
  table('rn_registration_events').where({ registration: documentId }).orderBy('id');
const kindsOf = async ({ documentId }: Registration) =>
  (await table('rn_outbox_mails').where({ registration: documentId }).orderBy('kind')).map(
    ({ kind }: { kind: string }) => kind
  );
const unrecorded = async () =>
  (
    await table('rn_registrations')
      .whereRaw('recorded_state is distinct from state or recorded_valid_from is distinct from valid_from')
      .select('document_id')
  ).map(({ document_id: id }: { document_id: string }) => id);

/** On PostgreSQL two at once, which must not do it twice. */
const start = () =>
  Promise.all(Array.from({ length: app.database === 'postgres' ? 2 : 1 }, () => startServerProcess()));
const end = (servers: ServerProcess[]) => Promise.all(servers.map((server) => server.end('SIGTERM')));

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  const make = (lastName: string, data: object = {}) => makeRegistration(app, mediatheque, { lastName, ...data });
  waiting = await make('Attente');
  decided = await make('Décidée');
  old = await make('Ancienne');
  impossible = await make('Impossible', { state: 'refused' });
  known = await make('Connue', { state: 'validated', validFrom: today });
  forgotten = await make('Oubliée', { state: 'validated', validFrom: today });
  await table('rn_outbox_mails').delete();

  await unmark(waiting);
  await forget(waiting);
  await write(waiting, { search_text: null });
  await write(decided, { state: 'validated', valid_from: addDays(today, -1) });
  await write(old, { state: 'refused', updated_at: app.database === 'postgres' ? LONG_AGO : LONG_AGO.getTime() });
  await write(impossible, { state: 'pending' });
  await unmark(known);
  await unmark(forgotten);
  await forget(forgotten);
  await write(forgotten, { updated_at: app.database === 'postgres' ? LONG_AGO : LONG_AGO.getTime() });
});
afterAll(() => app.stop());

test('it is completed once and mailed where that is still right; what the rules refuse is left, and named by its id', async () => {
  const servers = await start();
  await until(unrecorded, (left) => left.length === 1);
  await until(
    async () => (await table('rn_outbox_mails').whereNot({ state: 'sent' })).length,
    (count) => count === 0
  );
  const reports = await Promise.all(
    servers.map(
      async ({ address }) =>
        (await (await fetch(`${address}/api/rn-subscriptions/health`, { headers: AS_MONITORING })).json()).data
          .completion
    )
  );
  expect(reports.reduce((sum, { completed, mailed }) => [sum[0] + completed, sum[1] + mailed], [0, 0])).toEqual([3, 3]);
  const logs = servers.map((server) => server.logs()).join('');
  expect(logs).toContain(impossible.documentId);
  expect(logs).toContain('had been written without their history');
  expect(logs).not.toMatch(/Impossible|Attente|@example\.com/);
  await end(servers);

  expect(await storedRegistration(app, waiting.documentId)).toMatchObject({
    searchText: expect.stringContaining('attente'),
    recordedState: 'pending',
  });
  expect(await linesOf(waiting)).toMatchObject([{ action: 'created', actor: 'system', to_state: 'pending' }]);
  expect(await kindsOf(waiting)).toEqual(['new-request', 'receipt']);
  expect(await storedRegistration(app, decided.documentId)).toMatchObject({
    state: 'validated',
    expiresOn: expect.any(String),
    decidedOn: today,
  });
  expect(await linesOf(decided)).toMatchObject([
    { action: 'created' },
    { action: 'decided', actor: 'system', from_state: 'pending', to_state: 'validated' },
  ]);
  expect(await kindsOf(decided)).toEqual(['validated']);
  // Told to nobody: taken too long ago, known to the history, or of a version that wrote none.
  expect(await linesOf(old)).toMatchObject([{ action: 'created' }, { action: 'decided', to_state: 'refused' }]);
  expect(await linesOf(known)).toHaveLength(1);
  expect(await linesOf(forgotten)).toHaveLength(0);
  for (const one of [old, known, forgotten, impossible]) expect(await kindsOf(one)).toEqual([]);
  expect(await unrecorded()).toEqual([impossible.documentId]);
  for (const { email } of [waiting, decided])
    expect(app.smtp.mails.filter(({ receivers }) => receivers[0] === email)).toHaveLength(1);
});

test('the next start finds nothing more to do', async () => {
  const before = await table('rn_registration_events').count({ count: '*' });
  const servers = await start();
  await until(
    async () => servers.filter((server) => server.logs().includes(impossible.documentId)).length,
    (count) => count === servers.length
  );
  await end(servers);
  expect(await table('rn_registration_events').count({ count: '*' })).toEqual(before);
  expect(await kindsOf(decided)).toEqual(['validated']);
});

test('a write through the hooks says what the history knows', async () => {
  const { documentId } = await makeRegistration(app, mediatheque, { state: 'validated', validFrom: today });
  expect(await storedRegistration(app, documentId)).toMatchObject({
    recordedState: 'validated',
    recordedValidFrom: today,
  });
  await changeRegistration(app, documentId, { state: 'refused' });
  expect(await storedRegistration(app, documentId)).toMatchObject({
    recordedState: 'refused',
    recordedValidFrom: null,
  });
});
