import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makeRegistration, type Mediatheque } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

let app: App;
let library: Mediatheque;
const run = (sql: string) => app.sql.raw(sql);

const indexes = async () => {
  const { rows } =
    await run(`select c.relname as name, i.indisvalid as valid, pg_get_indexdef(c.oid) as definition from pg_index i
    join pg_class c on c.oid = i.indexrelid where i.indrelid = 'rn_registrations'::regclass`);
  return new Map<string, { valid: boolean; definition: string }>(rows.map((row: { name: string }) => [row.name, row]));
};

type Backend = { query: string; state: string; waits: string | null };
/** What the connections of this database do, or did last. */
const backends = async (): Promise<Backend[]> =>
  (
    await run(
      'select query, state, wait_event_type as waits from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
    )
  ).rows;
const isMaking = ({ query, waits }: Backend) => waits === 'Lock' && /^(create|drop|reindex) index/.test(query);
const isLookingOn = ({ query, state }: Backend) => state === 'idle' && query.includes('pg_try_advisory_lock');

/** How many statements wait for a lock on the table itself: none where its indexes are made beside it. */
const waitingForTheTable = async (): Promise<number> =>
  Number(
    (await run(`select count(*) from pg_locks where relation = 'rn_registrations'::regclass and not granted`)).rows[0]
      .count
  );

/** What whoever writes holds of the table until the end of the transaction. */
const beginWriting = async () => {
  const writing = await app.sql.transaction();
  await writing.raw('lock table rn_registrations in row exclusive mode');
  return writing;
};

/** Two servers load at once, on whatever machine. */
const PATIENCE = 60_000;

beforeAll(async () => {
  app = await startApp();
  library = await makeMediatheque(app);
  await makeRegistration(app, library);
});
afterAll(() => app.stop());

test('two servers that start at once make what is missing and what was left half made, and drop what is no longer used; nobody waits for them', async () => {
  await run('drop index rn_registrations_by_name, rn_registrations_trigrams');
  await run(`update pg_index set indisvalid = false where indexrelid = 'rn_registrations_by_day'::regclass`);
  await run('create index rn_registrations_list on rn_registrations (mediatheque, state, registered_on)');

  // Somebody is in the middle of a write at every moment: an index that is made with a lock on the table would wait for them, and all writers for it.
  let writing = await beginWriting();
  let isStarting = true;
  const starting = Promise.all([startServerProcess(), startServerProcess()]).finally(() => (isStarting = false));
  starting.catch(() => {});
  const waited = new Set<string>();
  let hasOther = false;
  try {
    while (isStarting) {
      // The first index waits for whoever writes until the other server has come, and has seen that somebody is at it.
      const all = await until(
        backends,
        (seen) => !isStarting || (seen.some(isMaking) && (hasOther || seen.some(isLookingOn))),
        PATIENCE
      );
      if (!isStarting) break;
      hasOther = true;
      const [{ query }, ...more] = all.filter(isMaking);
      expect(more).toEqual([]);
      waited.add(query.split('"')[0].trim());
      let isAdded = false;
      const adding = makeRegistration(app, library).then(() => (isAdded = true));
      await until(
        async () => isAdded || (await waitingForTheTable()) > 0,
        (done) => done,
        PATIENCE
      );
      expect([query, isAdded]).toEqual([query, true]);
      await adding;
      // The next writer begins before this one ends.
      const next = await beginWriting();
      await writing.commit();
      writing = next;
    }
  } finally {
    await writing.commit();
    for (const server of await starting) await server.end('SIGTERM');
  }
  expect([...waited].sort()).toEqual(['create index concurrently', 'drop index concurrently if exists']);

  const found = await indexes();
  expect([...found.values()].filter(({ valid }) => !valid)).toEqual([]);
  expect(found.get('rn_registrations_by_name')!.definition).toContain('(mediatheque, search_text COLLATE "C", id)');
  expect(found.get('rn_registrations_trigrams')!.definition).toContain(
    'USING gin (mediatheque, search_text public.gin_trgm_ops)'
  );
  expect(found.has('rn_registrations_by_day')).toBe(true);
  expect(found.has('rn_registrations_list')).toBe(false);
  for (const server of await starting) expect(server.logs()).not.toContain('could not be made');
});
