import request, { type Response } from 'supertest';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { SCHEMA } from '../helpers/database';
import { startDatabaseLine, type Cut, type DatabaseLine } from '../helpers/database-line';
import { connect, proven, REASON, startNetwork, type Network } from '../helpers/faults';
import {
  makeAdmin,
  makePatron,
  PASSWORD,
  saveOf,
  signUpData,
  storedRegistration,
  type Admin,
  type Registration,
} from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';

/** Rule 10: no 2xx before the commit has been seen to succeed, and a second try does no harm where it had happened. */

const OF_EACH = 4;
/** Between two sessions that are ended, in milliseconds. */
const PAUSE = 40;
/** How many sessions are ended: fewer than there are writes, however slow the machine. */
const ENDED = 30;
const SENTENCE = /^Non enregistré : la base de données n’a pas répondu\./;

let network: Network;
let line: DatabaseLine;
let server: ServerProcess;
let librarian: Admin;
let editor: Admin;

beforeAll(async () => {
  network = await startNetwork({ SIGN_UP_PROOF_OF_WORK: 'false' });
  librarian = await makeAdmin(network.app, { role: 'rn-librarian', mediatheques: [network.mediatheque] });
  editor = await makeAdmin(network.app, { role: 'rn-editor' });
  const port = process.env.DATABASE_PORT!;
  line = await startDatabaseLine(Number(port));
  process.env.DATABASE_PORT = String(line.port);
  server = await startServerProcess();
  process.env.DATABASE_PORT = port;
});
afterEach(() => line.cut('none'));
afterAll(async () => {
  await server?.end('SIGTERM');
  await line?.stop();
  await network?.stop();
});

const path = ({ documentId }: { documentId: string }) => `/rn-subscriptions/registrations/${documentId}`;
const asLibrarian = (method: 'put' | 'delete', to: string) =>
  request(server.address)[method](to).set('Authorization', `Bearer ${librarian.token}`);
const validate = (patron: Registration) =>
  asLibrarian('put', path(patron)).send(saveOf(patron, { state: 'validated', validFrom: todayInParis() }));
const erase = (patron: Registration) => asLibrarian('delete', path(patron));
const signUp = (data: object) => request(server.address).post('/api/rn-subscriptions/registrations').send(data);
const stored = ({ documentId }: { documentId: string }) => storedRegistration(network.app, documentId);
const registrationOf = (email: string) =>
  network.app.strapi.db.query('plugin::rn-subscriptions.registration').findOne({ where: { email } });
const isDecided = async (patron: Registration) => (await stored(patron)).state === 'validated';
const isErased = async (patron: Registration) => (await stored(patron)) === null;

/** Does `one` with each item, four at a time. */
const lanes = <Item>(items: Item[], one: (item: Item) => Promise<unknown>) =>
  Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (const item of items.filter((_item, index) => index % 4 === lane)) await one(item);
    })
  );

/** Each answer beside what the database holds afterwards, and what it would have to hold for a 2xx. */
type Said = { what: string; answer: Response; isTrue: boolean };
const lies = (said: Said[]) =>
  said.filter(({ answer, isTrue }) => answer.status < 300 && !isTrue).map(({ what }) => what);

/** Saves, erases and signs up, several of each, while the line is cut at each COMMIT, and then once more as a person would. */
const attempt = async (where: Cut): Promise<Said[]> => {
  const saved = await network.waiting(OF_EACH);
  const erased = await network.waiting(OF_EACH);
  const newcomers = Array.from({ length: OF_EACH }, () => signUpData(network.mediatheque));
  const said: Said[] = [];
  line.cut(where);
  for (const patron of saved)
    said.push({ what: 'save', answer: await validate(patron), isTrue: await isDecided(patron) });
  for (const patron of erased)
    said.push({ what: 'erasure', answer: await erase(patron), isTrue: await isErased(patron) });
  for (const data of newcomers)
    said.push({ what: 'sign-up', answer: await signUp(data), isTrue: (await registrationOf(data.email)) !== null });
  line.cut('none');

  // What a person does who is told so: the same once more.
  for (const patron of saved) {
    expect((await validate(patron)).body).toMatchObject({ data: { state: 'validated' }, meta: { decided: true } });
    expect(await stored(patron)).toMatchObject({ state: 'validated', version: patron.version + 1 });
  }
  for (const patron of erased) {
    expect([204, 404]).toContain((await erase(patron)).status);
    expect(await isErased(patron)).toBe(true);
  }
  for (const data of newcomers) {
    expect((await signUp(data)).status).toBe(202);
    expect(
      await network.app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email: data.email } })
    ).toBe(1);
  }
  return said;
};

const expectHonest = (said: Said[]) => {
  expect(lies(said)).toEqual([]);
  for (const { answer } of said) {
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.body.error.message).toMatch(SENTENCE);
    expect(answer.text).not.toMatch(/ at |node_modules|@example/);
  }
};

test.each<Cut>(['before COMMIT', 'before its answer'])('the line is cut %s', async (where) => {
  const said = await attempt(where);
  expectHonest(said);
  proven({
    fault: `The line to PostgreSQL is cut ${where}, at each of ${said.length} writes`,
    promise: 'no answer says more than was stored; the same request once more ends well',
    measured: `${said.length} answers, ${lies(said).length} that lie`,
  });
});

test('the database refuses the COMMIT', async () => {
  const sql = network.app.sql;
  await sql.raw(
    `create function refuse_commit() returns trigger language plpgsql as $$ begin raise exception 'not today' using errcode = 'P0001'; end $$`
  );
  const tables = ['rn_registrations', 'rn_mediatheques'];
  for (const table of tables)
    await sql.raw(
      `create constraint trigger refuse_commit after insert or update or delete on ${table} deferrable initially deferred for each row execute function refuse_commit()`
    );
  for (const table of tables) await sql.raw(`alter table ${table} disable trigger refuse_commit`);
  const switchTo = async (to: 'enable' | 'disable') => {
    for (const table of tables) await sql.raw(`alter table ${table} ${to} trigger refuse_commit`);
  };
  const patrons = await network.waiting(OF_EACH);
  const newcomer = signUpData(network.mediatheque);
  await switchTo('enable');
  const said: Said[] = [];
  for (const patron of patrons)
    said.push({ what: 'save', answer: await validate(patron), isTrue: await isDecided(patron) });
  for (const patron of patrons)
    said.push({ what: 'erasure', answer: await erase(patron), isTrue: await isErased(patron) });
  said.push({
    what: 'sign-up',
    answer: await signUp(newcomer),
    isTrue: (await registrationOf(newcomer.email)) !== null,
  });
  // A screen of Strapi's own.
  const { documentId } = network.mediatheque;
  const renamed = await request(server.address)
    .put(`/content-manager/collection-types/plugin::rn-subscriptions.mediatheque/${documentId}`)
    .set('Authorization', `Bearer ${editor.token}`)
    .send({ city: 'Ailleurs' });
  const library = await sql('rn_mediatheques').where({ document_id: documentId }).first();
  said.push({ what: 'a library, in the Content Manager', answer: renamed, isTrue: library.city === 'Ailleurs' });
  await switchTo('disable');
  expectHonest(said);
  expect(server.logs()).not.toMatch(/@example\.(com|org)/);
  for (const patron of patrons) expect((await validate(patron)).status).toBe(200);
  proven({
    fault: `PostgreSQL refuses the COMMIT of ${said.length} writes`,
    promise: 'each is answered 503 with a sentence, and can be made again',
    measured: `${said.length} answers, ${lies(said).length} that lie`,
  });
});

test('a statement failed in the middle, and the rest of the work did not care', async () => {
  const { strapi } = network.app;
  const patron = (await network.waiting(1))[0];
  const ignoring = strapi.db.transaction(async ({ trx }) => {
    await trx('rn_registrations').withSchema(SCHEMA).where({ id: patron.id }).update({ last_name: 'Autre' });
    await trx.raw('select 1 / 0').catch(() => {});
  });
  await expect(ignoring).rejects.toMatchObject({ name: 'NotStoredError' });
  expect((await stored(patron)).lastName).not.toBe('Autre');
});

test('sessions are ended while librarians save and patrons sign up', async () => {
  const patrons = await network.waiting(60);
  const newcomers = Array.from({ length: 20 }, () => signUpData(network.mediatheque));
  const killer = await connect();
  let ended = 0;
  let isOver = false;
  const killing = (async () => {
    while (!isOver && ended < ENDED) {
      const { rowCount } = await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state in ('active', 'idle in transaction') order by random() limit 1`
      );
      ended += rowCount ?? 0;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  })();
  const answers = new Map<object, Response>();
  await Promise.all([
    lanes(patrons, async (patron) => void answers.set(patron, await validate(patron))),
    lanes(newcomers, async (data) => void answers.set(data, await signUp(data))),
  ]);
  isOver = true;
  await killing;
  await killer.end();
  const said: Said[] = [];
  for (const patron of patrons)
    said.push({ what: 'save', answer: answers.get(patron)!, isTrue: await isDecided(patron) });
  for (const data of newcomers)
    said.push({ what: 'sign-up', answer: answers.get(data)!, isTrue: (await registrationOf(data.email)) !== null });
  expect(lies(said)).toEqual([]);
  expect(ended).toBeGreaterThan(0);
  const failed = said.filter(({ answer }) => answer.status >= 500).length;
  expect(failed).toBeGreaterThan(0);
  expect(failed).toBeLessThan(said.length);
  proven({
    fault: 'Sessions of PostgreSQL are ended while librarians save and patrons sign up',
    promise: 'no answer says more than was stored',
    measured: `${said.length} answers, ${failed} of them 5xx, ${lies(said).length} that lie`,
  });
});

test('a refusal whose answer was lost keeps its reason for the mail', async () => {
  const patron = (await network.waiting(1))[0];
  line.cut('before its answer');
  const answer = await asLibrarian('put', path(patron)).send(
    saveOf(patron, { state: 'refused', refusalReason: REASON })
  );
  line.cut('none');
  expect(answer.status).toBe(503);
  expect(
    (await asLibrarian('put', path(patron)).send(saveOf(patron, { state: 'refused', refusalReason: REASON }))).status
  ).toBe(200);
  await network.row(patron, ({ state }) => state === 'sent');
  expect(network.copies(patron)).toHaveLength(1);
});

test('who erases the account a second time is told to sign in', async () => {
  const patron = await makePatron(network.app, network.mediatheque);
  const { body } = await request(server.address)
    .post('/api/auth/local')
    .send({ identifier: patron.email, password: PASSWORD })
    .expect(200);
  const eraseAccount = () =>
    request(server.address)
      .delete('/api/rn-subscriptions/account')
      .set('Authorization', `Bearer ${body.jwt}`)
      .send({ password: PASSWORD });
  const together = await Promise.all([eraseAccount(), eraseAccount(), eraseAccount()]);
  expect(
    [...together, await eraseAccount()].map(({ status }) => status).filter((status) => ![204, 401].includes(status))
  ).toEqual([]);
});
