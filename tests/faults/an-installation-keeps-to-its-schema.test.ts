import path from 'node:path';
import { startApp, type App } from '../helpers/app';
import { SCHEMA } from '../helpers/database';
import { proven } from '../helpers/faults';
import { makeAdmin, makeMediatheque, makePatron, makeRegistration } from '../helpers/people';
import { newScratchFolder } from '../helpers/scratch-folder';
import { startServerProcess } from '../helpers/server-process';

/** Hosts of Strapi name a schema in their settings, or none, and several of them may share one database. */

const NEIGHBOUR = 'voisin';

let app: App;
afterEach(() => app.stop());

/** How many the list says there are, and the lines of the export. */
const listed = async (query: Record<string, string> = {}) => {
  const coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  const ask = (route: string) => coordinator.get(`/rn-subscriptions/registrations${route}`).query(query).expect(200);
  const { meta } = (await ask('')).body;
  return { all: meta.counts.all, exported: (await ask('/export')).text.trim().split('\n').length - 1 };
};

test.each([
  ['the schema “public”', { DATABASE_SCHEMA: 'public' }],
  ['no schema', { DATABASE_SCHEMA: '', PGOPTIONS: '-c search_path=public,test_clock,pg_catalog' }],
])('with %s in the settings people sign up, are listed, found, counted and exported', async (_what, env) => {
  app = await startApp({ env, onEmptyDatabase: true });
  const mediatheque = await makeMediatheque(app);
  await makePatron(app, mediatheque, { lastName: 'Chevalier' });
  await makePatron(app, mediatheque, { lastName: 'Archambault' });
  expect(await listed()).toEqual({ all: 2, exported: 2 });
  expect(await listed({ search: 'cheval' })).toEqual({ all: 1, exported: 1 });
  expect(await app.strapi.plugin('rn-subscriptions').service('selfCheck').problems()).toEqual([]);
});

test('two installations in one database take nothing of the other’s for their own', async () => {
  app = await startApp();
  await makeRegistration(app, await makeMediatheque(app));
  const { sql } = app;
  const run = async (text: string): Promise<Record<string, string>[]> => (await sql.raw(text)).rows;
  /** The plugin's indexes, triggers and functions in a schema; PostgreSQL names what it makes for a column itself. */
  const madeIn = async (schema: string) =>
    (
      await run(`select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
          where c.relnamespace = '"${schema}"'::regnamespace and c.relname like 'rn\\_%' and i.indisvalid
        union all select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where c.relnamespace = '"${schema}"'::regnamespace and tgname like 'rn\\_%'
        union all select proname from pg_proc where pronamespace = '"${schema}"'::regnamespace and proname like 'rn\\_%' order by 1`)
    ).map(({ name }) => name);
  const startNeighbour = async () => {
    const server = await startServerProcess({
      env: { DATABASE_SCHEMA: NEIGHBOUR, STATE_FOLDER: path.join(newScratchFolder('rn-neighbour-'), 'state') },
    });
    await server.end('SIGTERM');
    return server.logs();
  };

  await run(`create schema ${NEIGHBOUR}`);
  const ours = await madeIn(SCHEMA);
  expect(ours).toEqual(
    expect.arrayContaining(['rn_count_inserts', 'rn_registrations_trigrams', 'rn_outbox_mails_dedupe'])
  );
  await startNeighbour();
  expect(await madeIn(NEIGHBOUR)).toEqual(ours);

  // What is missing here is there next door, and the other way round.
  await run(
    'drop trigger rn_count_inserts on rn_registrations; drop index rn_registrations_by_day, rn_registrations_trigrams'
  );
  expect(await startNeighbour()).not.toContain('made again');
  expect(await app.strapi.plugin('rn-subscriptions').service('selfCheck').problems()).toEqual([
    expect.stringContaining(`CREATE INDEX rn_registrations_by_day ON "${SCHEMA}"."rn_registrations"`),
  ]);
  await run(
    `drop function ${NEIGHBOUR}.rn_count_registrations cascade; drop index ${NEIGHBOUR}.rn_registrations_by_day`
  );
  const server = await startServerProcess();
  await server.end('SIGTERM');
  expect(server.logs()).toContain('were made again');
  expect(await madeIn(SCHEMA)).toEqual(ours);
  expect(await madeIn(NEIGHBOUR)).not.toContain('rn_registrations_by_day');
  expect(await startNeighbour()).toContain('were made again');
  expect(await madeIn(NEIGHBOUR)).toEqual(ours);

  // An extension is everybody's: it stays when the other goes.
  await run(`drop schema ${NEIGHBOUR} cascade`);
  expect(await madeIn(SCHEMA)).toEqual(ours);
  expect(await listed()).toEqual({ all: 1, exported: 1 });
  proven({
    fault: 'Two installations in two schemas of one database, each with something missing',
    promise: 'each finds what it lacks, and touches nothing of the other’s',
    measured: `${ours.length} indexes, triggers and functions each`,
  });
});
