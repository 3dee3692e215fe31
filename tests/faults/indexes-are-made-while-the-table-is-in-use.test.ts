import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makeRegistration, type Mediatheque } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';

let app: App;
let library: Mediatheque;
const run = (sql: string) => app.strapi.db.connection.raw(sql);

const indexes = async () => {
  const { rows } = await run(`select c.relname as name, i.indisvalid as valid, pg_get_indexdef(c.oid) as definition from pg_index i
    join pg_class c on c.oid = i.indexrelid where i.indrelid = 'rn_registrations'::regclass`);
  return new Map<string, { valid: boolean; definition: string }>(rows.map((row: { name: string }) => [row.name, row]));
};

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

  // Somebody in the middle of a write: an index that is made with a lock on the table would wait for them, and all writers for it.
  const writing = await app.strapi.db.connection.transaction();
  await writing('rn_registrations').update({ card_number: 'K-1' });
  const starting = Promise.all([startServerProcess(), startServerProcess()]);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await makeRegistration(app, library);
  await writing.commit();
  const servers = await starting;

  const found = await indexes();
  expect([...found.values()].filter(({ valid }) => !valid)).toEqual([]);
  expect(found.get('rn_registrations_by_name')!.definition).toContain('(mediatheque, search_text COLLATE "C", id)');
  expect(found.get('rn_registrations_trigrams')!.definition).toContain('USING gin (mediatheque, search_text gin_trgm_ops)');
  expect(found.has('rn_registrations_by_day')).toBe(true);
  expect(found.has('rn_registrations_list')).toBe(false);
  for (const server of servers) expect(server.logs()).not.toContain('could not be made');
  for (const server of servers) await server.end('SIGTERM');
});
