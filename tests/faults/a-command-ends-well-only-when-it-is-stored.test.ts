import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { ROOT, startApp, type App } from '../helpers/app';
import { proven } from '../helpers/faults';
import { makeMediatheque, makePatron, makeRegistration, type Mediatheque } from '../helpers/people';
import { newScratchFolder } from '../helpers/scratch-folder';

/** Rule 10 for whoever starts a command by hand or by cron: what ends with 0 is stored. */

let app: App;
let mediatheque: Mediatheque;

const sql = () => app.sql;
const TABLES = ['rn_registrations', 'rn_mediatheques'];
const refuseCommits = async (to: 'enable' | 'disable') => {
  for (const table of TABLES) await sql().raw(`alter table ${table} ${to} trigger refuse_commit`);
};

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  await sql().raw(
    `create function refuse_commit() returns trigger language plpgsql as $$ begin raise exception 'not today' using errcode = 'P0001'; end $$`
  );
  for (const table of TABLES)
    await sql().raw(
      `create constraint trigger refuse_commit after insert or update or delete on ${table} deferrable initially deferred for each row execute function refuse_commit()`
    );
  await refuseCommits('disable');
});
afterAll(() => app.stop());

const run = (script: string, ...args: string[]) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'scripts', script), ...args], {
      cwd: ROOT,
      env: process.env,
    });
    let said = '';
    for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (said += chunk));
    child.once('exit', (code) => resolve({ code, said }));
  });

const isThere = async ({ documentId }: { documentId: string }) =>
  (await sql()('rn_registrations').where({ document_id: documentId })).length === 1;

const expired = async () => {
  const long = addMonths(todayInParis(), -40);
  return makeRegistration(app, mediatheque, {}, { state: 'refused', registered_on: long, decided_on: long });
};

/** The Ministry's list with one library that is not there yet. */
const list = () => {
  const file = path.join(newScratchFolder('rn-list-'), 'list.csv');
  const header =
    "CP;Code_bib;Nom de l'établissement;Libellé 2;Complément;Adresse;Code département;Département;Ville;Statut;Type adresse ";
  fs.writeFileSync(
    file,
    `${header}\n60000;99991;Médiathèque;;;1 rue du Test;60;Oise;Ville-Neuve;Bibliothèque municipale;Bâtiment ouvert\n`
  );
  return file;
};

const COMMANDS = [
  {
    script: 'retention.mjs',
    prepare: async () => ({ args: [] as string[], patron: await expired() }),
    isDone: async ({ patron }: { patron?: { documentId: string } }) => !(await isThere(patron!)),
  },
  {
    script: 'erasures-replay.mjs',
    prepare: async () => {
      const patron = await makePatron(app, mediatheque);
      await app.strapi
        .plugin('rn-subscriptions')
        .service('erasureLedger')
        .add({ kind: 'registration', documentId: patron.documentId });
      return { args: [] as string[], patron };
    },
    isDone: async ({ patron }: { patron?: { documentId: string } }) => !(await isThere(patron!)),
  },
  {
    script: 'import-mediatheques.mjs',
    prepare: async () => ({ args: [list(), '--departement', '60'], patron: undefined }),
    isDone: async () => (await sql()('rn_mediatheques').where({ city: 'Ville-Neuve' })).length === 1,
  },
];

test.each(COMMANDS)(
  '$script ends with 0 when what it says is stored, and with 1 and a sentence when the database refuses the COMMIT',
  async ({ script, prepare, isDone }) => {
    const given = await prepare();
    await refuseCommits('enable');
    const refused = await run(script, ...given.args).finally(() => refuseCommits('disable'));
    expect([refused.code, await isDone(given)]).toEqual([1, false]);
    expect(refused.said).toMatch(/échec|échoué/);
    expect(refused.said).not.toMatch(/@example|Dupont|\n\s+at /);
    const done = await run(script, ...given.args);
    expect([done.code, await isDone(given)]).toEqual([0, true]);
    proven({
      fault: `PostgreSQL refuses the COMMIT of ${script}`,
      promise: 'the command ends with 1 and a sentence, and can be run again',
      measured: '2 runs, exit codes 1 and 0, each true',
    });
  }
);
