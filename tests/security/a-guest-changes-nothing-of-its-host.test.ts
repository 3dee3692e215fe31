import type { App } from '../helpers/app';
import { startGuestHost } from '../helpers/guest-host';
import { STEPS } from './host/steps';
import { OUR_COLUMNS, walk } from './host/walk';

/**
 * A project that serves things of its own answers, logs, mails and stores the same with the plugin and without it: as a guest the
 * plugin touches its own routes, types, tables and accounts. docs/global-effects.md says what it does touch.
 */

type Table = { columns: string[]; indexes: string[] };

/** What the host has in its database: its tables, and the settings of users-permissions. */
const stored = async ({ strapi }: App) => {
  const { tables } = await strapi.db.dialect.schemaInspector.getSchema();
  const settings = await strapi.db
    .query('strapi::core-store' as never)
    .findMany({ where: { key: { $startsWith: 'plugin_users-permissions' } }, orderBy: { key: 'asc' } });
  const accounts = await strapi.db.query('plugin::users-permissions.user').findMany({});
  const columnsAndIndexes = tables.map(({ name, columns, indexes }): [string, Table] => [
    name,
    { columns: columns.map((one) => one.name).sort(), indexes: indexes.map((one) => one.name).sort() },
  ]);
  return {
    tables: Object.fromEntries(columnsAndIndexes),
    settings: settings.map(({ key, value }: { key: string; value: string }) => [key, value]),
    ours: accounts.map((account: any) => OUR_COLUMNS.map((name) => account[name] ?? null)),
  };
};

const look = async (subscriptions: boolean) => {
  const app = await startGuestHost({ subscriptions });
  try {
    const { answers, logs } = await walk(app);
    const mails = app.smtp.mails.map(({ receivers, subject }) => ({ receivers, subject }));
    return { answers, logs, mails, stored: await stored(app) };
  } finally {
    await app.stop();
  }
};

let without: Awaited<ReturnType<typeof look>>;
let withGuest: Awaited<ReturnType<typeof look>>;

beforeAll(async () => {
  without = await look(false);
  withGuest = await look(true);
});

test.each([
  ['things are found by their password', 200],
  ['an account is registered', 200],
  ['the session of before goes on', 200],
  ['a password is reset', 200],
  ['a file is sent', 201],
  ['what a thing may like is picked', 200],
  ['an account gets another address', 200],
])('the host does what the walk is about: %s', (name, status) => expect(without.answers[name].status).toBe(status));

test.each(STEPS.map(([name]) => name))('%s: the same answer', (name) => {
  expect(withGuest.answers[name]).toEqual(without.answers[name]);
});

test('the same lines are logged, queries and all', () => {
  expect(withGuest.logs).toEqual(without.logs);
  expect(without.logs.join('\n')).toContain('secret=in-the-log');
});

test('the same mails are sent', () => expect(withGuest.mails).toEqual(without.mails));

test('the settings of accounts are the host’s', () =>
  expect(withGuest.stored.settings).toEqual(without.stored.settings));

test('the tables of the host are as they were, but for what accounts have got', () => {
  const isOurs = (name: string) => /^rn_/.test(name);
  const added = Object.entries(withGuest.stored.tables).flatMap(([table, { columns, indexes }]) => {
    if (isOurs(table)) return [];
    const before = without.stored.tables[table] ?? { columns: [], indexes: [] };
    return [...columns, ...indexes]
      .filter((name) => ![...before.columns, ...before.indexes].includes(name))
      .map((name) => `${table}.${name}`);
  });
  expect(added.sort()).toEqual(
    [
      'made_by_subscriptions',
      'new_address',
      'opened_at',
      'password_changed_at',
      ...(process.env.TEST_DATABASE === 'postgres' ? ['rn_accounts_made_email'] : []),
      'rn_accounts_unconfirmed_since',
      'signed_out_at',
    ].map((name) => `up_users.${name}`)
  );
  const names = Object.keys(withGuest.stored.tables).filter((name) => !isOurs(name));
  expect(names.sort()).toEqual(Object.keys(without.stored.tables).sort());
});

test('nothing is written into the host’s accounts', () => {
  expect(withGuest.stored.ours.flat()).toEqual(withGuest.stored.ours.flat().map(() => null));
  expect(withGuest.stored.ours.length).toBeGreaterThan(0);
});
