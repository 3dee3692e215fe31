import type { Knex } from 'knex';
import { Client } from 'pg';
import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import {
  makeAdmin,
  makeMediatheque,
  saveOf,
  storedRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';

// A timed test would lie on a busy machine: what is held here is the plan of each query that a page, a save or the night's work
// asks, on enough rows that a database which may read an index does so.

const ROWS = 20_000;
/** A hundred rows each; some of them have a record of their own. */
const LIBRARIES = 200;
const TABLES = ['rn_registrations', 'rn_outbox_mails'];
const today = todayInParis();

let app: App;
let mediatheques: Mediatheque[];
let librarian: Admin;
let coordinator: Admin;
let explain: (query: { sql: string; bindings: Knex.RawBinding[] }) => Promise<string>;
let stop: () => Promise<void>;

const rowOf = (number: number) => {
  const state = number % 12 === 0 ? 'pending' : number % 14 === 0 ? 'refused' : 'validated';
  const registeredOn = addDays(today, -(number % 20));
  const name = `nom${((number * 7919) % 99_991).toString(36)}`;
  return {
    document_id: `d${String(number).padStart(23, '0')}`,
    last_name: name,
    first_name: 'Anne',
    email: `${name}@example.com`,
    birth_date: '1990-01-01',
    language: 'fr',
    search_text: `${name} anne ${name}@example.com`,
    mediatheque: mediatheques[number % LIBRARIES]?.documentId ?? `library${number % LIBRARIES}`,
    state,
    registered_on: registeredOn,
    decided_on: state === 'pending' ? null : registeredOn,
    expires_on: state === 'validated' ? addDays(addMonths(registeredOn, 12), number % 11 === 0 ? -400 : 0) : null,
    valid_from: state === 'validated' ? registeredOn : null,
    recorded_state: state,
    recorded_valid_from: state === 'validated' ? registeredOn : null,
    version: 1,
  };
};

const mailOf = (number: number) => ({
  document_id: `m${String(number).padStart(23, '0')}`,
  kind: 'validated',
  dedupe_key: `validated:${number}`,
  registration: `d${String(number).padStart(23, '0')}`,
  state: number === 1 ? 'failed' : 'sent',
  attempts: 0,
  next_attempt_at: number,
  tried_at: Date.now() - number,
  lease_until: 0,
  queued_at: new Date().toISOString(),
  sent_at: new Date().toISOString(),
});

const numbers = Array.from({ length: ROWS }, (_, number) => number + 1);

beforeAll(async () => {
  app = await startApp();
  const knex = app.sql;
  mediatheques = [];
  for (let number = 0; number < 5; number += 1) mediatheques.push(await makeMediatheque(app));
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: mediatheques.slice(0, 1) });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  await knex.batchInsert('rn_registrations', numbers.map(rowOf), 500);
  await knex.batchInsert('rn_outbox_mails', numbers.map(mailOf), 500);

  if (app.database === 'sqlite') {
    explain = async ({ sql, bindings }) =>
      (await knex.raw(`explain query plan ${sql}`, bindings))
        .map(({ detail }: { detail: string }) => detail)
        .join('\n');
    stop = async () => {};
    return;
  }
  for (const table of TABLES) await knex.raw(`vacuum analyze ${table}`);
  const {
    DATABASE_HOST: host,
    DATABASE_PORT: port,
    DATABASE_NAME: database,
    DATABASE_USERNAME: user,
    DATABASE_PASSWORD: password,
  } = process.env;
  const client = new Client({ host, port: Number(port), database, user, password });
  await client.connect();
  explain = async ({ sql, bindings }) =>
    (await client.query(`explain ${sql}`, bindings)).rows.map((row) => row['QUERY PLAN']).join('\n');
  stop = () => client.end();
});
afterAll(async () => {
  await stop();
  await app.stop();
});

const list = (reader: typeof librarian, query: Record<string, string | number>) => () =>
  reader.get('/rn-subscriptions/registrations').query(query).expect(200);

const QUESTIONS: [string, () => () => PromiseLike<unknown>][] = [
  ['a librarian’s first page', () => list(librarian, {})],
  ...['pending', 'refused', 'validated', 'expired'].map((status): (typeof QUESTIONS)[number] => [
    `her ${status} patrons`,
    () => list(librarian, { status }),
  ]),
  ...['name', 'registeredOn', 'expiresOn'].flatMap((sort) =>
    ['asc', 'desc'].map((order): (typeof QUESTIONS)[number] => [
      `her patrons by ${sort}, ${order}`,
      () => list(librarian, { sort, order }),
    ])
  ),
  ['a search in one library', () => list(librarian, { search: rowOf(LIBRARIES).last_name })],
  ['the first page of the network', () => list(coordinator, {})],
  ['its page 500', () => list(coordinator, { page: 500 })],
  ['its last page', () => list(coordinator, { page: ROWS / 20 })],
  ['its expired patrons', () => list(coordinator, { status: 'expired' })],
  ...['name', 'registeredOn', 'expiresOn'].map((sort): (typeof QUESTIONS)[number] => [
    `the network by ${sort}`,
    () => list(coordinator, { sort, page: 3 }),
  ]),
  ['one library of the network', () => list(coordinator, { mediatheque: mediatheques[3].documentId })],
  ['a search in the network', () => list(coordinator, { search: rowOf(LIBRARIES).last_name })],
  [
    'an export of one library',
    () => () => librarian.get('/rn-subscriptions/registrations/export').query({ sort: 'name' }).expect(200),
  ],
  [
    'the window of a patron, its mails and its history',
    () => async () => {
      for (const more of ['', '/mails', '/history'])
        await librarian.get(`/rn-subscriptions/registrations/${rowOf(LIBRARIES).document_id}${more}`).expect(200);
    },
  ],
  [
    'a decision',
    () => async () => {
      const registration = await storedRegistration(app, rowOf(LIBRARIES * 12).document_id);
      await librarian
        .put(
          `/rn-subscriptions/registrations/${registration.documentId}`,
          saveOf(registration, { state: 'validated', validFrom: today })
        )
        .expect(200);
    },
  ],
  ['the mails that have not left', () => () => coordinator.get('/rn-subscriptions/mails').expect(200)],
  [
    'the health of the queue',
    () => () => app.http().get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200),
  ],
  ['what the night’s work looks at', () => () => app.strapi.plugin('rn-subscriptions').service('retention').dryRun()],
];

/** Of the tables of this test, those that a plan reads from one end to the other. */
const readWhole = (plan: string): string[] => {
  const scans = app.database === 'sqlite' ? /^SCAN (\w+)(?! USING)$/gm : /Seq Scan on (\w+)/g;
  return [...plan.matchAll(scans)].map(([, name]) => name).filter((name) => TABLES.includes(name) || /^t0$/.test(name));
};

/** SQLite has no index of parts of words: there a search of the network looks through the table, once. */
const mayRead = ({ sql }: { sql: string }): string[] =>
  app.database === 'sqlite' && /`search_text` LIKE /.test(sql) && !/`mediatheque` in/.test(sql) ? ['t0'] : [];

/** A page is the beginning of an index: only what a search has found is sorted, and the unconfirmed that the night’s work has found. */
const isSorted = ({ sql }: { sql: string }, plan: string): boolean =>
  /["`]rn_registrations["`] .* order by .* limit/.test(sql) &&
  !/ like |^with /i.test(sql) &&
  /\bSort\b|TEMP B-TREE FOR ORDER BY/.test(plan);

test.each(QUESTIONS)('%s', async (_what, ask) => {
  const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
  const listen = (query: { sql: string; bindings: Knex.RawBinding[] }) =>
    void asked.push({ sql: query.sql, bindings: query.bindings });
  app.strapi.db.connection.on('query', listen);
  await ask()();
  app.strapi.db.connection.removeListener('query', listen);

  const ofOurs = asked.filter(
    ({ sql }) =>
      /^(with|select|update|delete)\b/i.test(sql) && TABLES.some((table) => new RegExp(`["\`]${table}["\`]`).test(sql))
  );
  expect(ofOurs.length).toBeGreaterThan(0);
  for (const query of ofOurs) {
    const plan = await explain(query);
    expect({ ...query, plan, readWhole: readWhole(plan), sorted: isSorted(query, plan) }).toEqual({
      ...query,
      plan,
      readWhole: mayRead(query),
      sorted: false,
    });
  }
});
