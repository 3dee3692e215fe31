import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../helpers/app';
import { A_START, inHost, makeSmallHost, PLUGINS, type SmallHost } from './small-host';

const CLI = path.join(ROOT, 'src/plugins/rn-subscriptions/bin/cli.mjs');

/** What Strapi makes as soon as somebody asks for its settings. */
const OF_STRAPI = /^(node_modules|\.strapi-updater\.json|database)/;

type Found = { code: string; severity: string; sentence: string; mend: string; how: string | null };

const hosts: SmallHost[] = [];
const newHost = async () => {
  const host = await makeSmallHost();
  hosts.push(host);
  return host;
};
afterAll(() => hosts.forEach(({ remove }) => remove()));

const doctor = async (host: SmallHost, env: Record<string, string> = {}) => {
  const { code, stdout, stderr } = await host.run([CLI, 'doctor', '--json'], env);
  expect(stderr).toBe('');
  return { code, found: JSON.parse(stdout) as Found[] };
};

const DEDICATED = {
  ...PLUGINS['rn-subscriptions'],
  config: { ...(PLUGINS['rn-subscriptions'].config as object), dedicated: true },
};
/** Runs these lines in the host's project, with `strapi` loaded: without the plugin, as before it was installed. */
const before = async (host: SmallHost, lines: string) => {
  host.withPlugin(null);
  const answer = await inHost(host, lines);
  host.withPlugin(PLUGINS['rn-subscriptions']);
  return answer;
};

test('a project that is well has nothing to mend, before it has started and after, and nothing is changed in it', async () => {
  const host = await newHost();
  const files = () => fs.readdirSync(host.folder, { recursive: true }).filter((name) => !OF_STRAPI.test(String(name)));
  const found = files();
  expect(await doctor(host, { NODE_ENV: 'production' })).toEqual({ code: 0, found: [] });
  expect(files()).toEqual(found);
  expect(await host.run(A_START)).toMatchObject({ code: 0 });
  expect(await doctor(host, { NODE_ENV: 'production' })).toEqual({ code: 0, found: [] });
  expect((await host.run([CLI, 'doctor'])).stdout).toBe('Nothing keeps the plugin from working here.\n');
});

// No database is looked at: one is enough.
const onOneDatabase = process.env.TEST_DATABASE === 'postgres' ? describe.skip : describe;

onOneDatabase('by its settings', () => {
  let host: SmallHost;
  let database: unknown;
  beforeAll(async () => {
    host = await newHost();
    database = require(path.join(host.folder, 'config/database.js'));
  });

  /** What is broken, how, and what is found in production. */
  const BROKEN: [what: string, bringAbout: () => void, found: string][] = [
    [
      'MySQL',
      () => host.config('database', { connection: { client: 'mysql', connection: { host: '127.0.0.1' } } }),
      'refuse unsupported-database',
    ],
    [
      'no users-permissions',
      () => host.config('plugins', { ...PLUGINS, 'users-permissions': { enabled: false } }),
      'refuse no-users-permissions',
    ],
    ['no email provider', () => host.config('plugins', { ...PLUGINS, email: {} }), 'warn no-email-provider'],
    [
      'forceMigration as it is by default',
      () => host.config('database', { connection: (database as any).connection }),
      'refuse force-migration',
    ],
    [
      'no public address',
      () => {
        host.config('server', { host: '127.0.0.1', port: 1337, app: { keys: ['k'] } });
        host.config('plugins', { ...PLUGINS, 'rn-subscriptions': { enabled: true } });
      },
      'refuse no-public-address',
    ],
    [
      'an option that does not exist',
      () =>
        host.config('plugins', { ...PLUGINS, 'rn-subscriptions': { enabled: true, config: { subscriptionMonth: 3 } } }),
      'refuse strapi-does-not-load',
    ],
    [
      'a setting that is no JavaScript',
      () => fs.writeFileSync(path.join(host.folder, 'config/api.js'), 'module.exports = {'),
      'refuse strapi-does-not-load',
    ],
    ['the plugin switched off', () => host.withPlugin(null), 'refuse plugin-not-enabled'],
  ];

  test.each(BROKEN)('%s', async (_what, bringAbout, expected) => {
    const settings = ['server', 'plugins', 'database', 'api'].map((name) =>
      path.join(host.folder, `config/${name}.js`)
    );
    const texts = settings.map((file) => fs.readFileSync(file, 'utf8'));
    bringAbout();
    const { code, found } = await doctor(host, { NODE_ENV: 'production' });
    expect(found.map((one) => `${one.severity} ${one.code}`)).toEqual([expected]);
    expect(code).toBe(expected.startsWith('refuse') ? 1 : 3);
    expect(`${found[0].sentence} ${found[0].mend}`).not.toMatch(/\n|\bat .*:\d+:\d+/);
    // In French where the terminal speaks it, as sentences.
    const { stdout } = await host.run([CLI, 'doctor'], { NODE_ENV: 'production', LANG: 'fr_FR.UTF-8' });
    expect(stdout).toMatch(/^(BLOQUANT|ATTENTION) {2}.*\.\n {4}À faire: /);
    settings.forEach((file, index) => fs.writeFileSync(file, texts[index]));
  });

  test('a folder that is no project, and a plugin that is not built', async () => {
    const empty = {
      ...host,
      run: (args: string[]) =>
        host.run([
          '-e',
          `process.chdir('public'); process.argv.push('cli', 'doctor', '--json'); import(${JSON.stringify(CLI)})`,
          ...args,
        ]),
    };
    expect(JSON.parse((await empty.run([])).stdout)).toMatchObject([{ code: 'no-strapi-project' }]);
    // A package without its dist, as a checkout is before it is built.
    const copy = path.join(host.folder, 'unbuilt');
    fs.cpSync(path.join(path.dirname(CLI)), path.join(copy, 'bin'), { recursive: true });
    const { code, stdout } = await host.run([path.join(copy, 'bin/cli.mjs'), 'doctor', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([1, [{ code: 'plugin-not-built' }]]);
  });

  test('misuse is said, with how to use it', async () => {
    for (const args of [[], ['heal'], ['doctor', '--hard']]) {
      const { code, stderr } = await host.run([CLI, ...args]);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('Usage: npx strapi-plugin-rn-subscriptions <command>'),
      ]);
    }
  });
});

describe('by its database', () => {
  test('accounts that share an address: the doctor says so, a start refuses, and the database is as it was', async () => {
    const host = await newHost();
    await before(
      host,
      `for (const email of ['double@example.com', 'double@example.com', 'Case@example.com', 'case@example.com', 'alone@example.com'])
         await strapi.db.connection('up_users').insert({ username: email, email });`
    );
    host.withPlugin(DEDICATED);
    const { code, found } = await doctor(host);
    expect([code, found]).toMatchObject([
      1,
      [
        {
          code: 'accounts-share-an-address',
          severity: 'refuse',
          how: expect.stringMatching(/^SELECT id, username, email FROM up_users/),
        },
      ],
    ]);
    expect(found[0].sentence).toMatch(
      /^2 e-mail addresses belong each to several accounts, case aside \(id (1, 2 ; 3, 4|3, 4 ; 1, 2)\)/
    );

    const start = await host.run(A_START);
    expect(start.code).toBe(1);
    expect(start.stderr).toContain('rn-subscriptions: 2 e-mail addresses belong each');
    expect(start.stdout + start.stderr).not.toMatch(/example\.com|UNIQUE|duplicate key|\n\s+at /);
    // No table of the plugin's was made; the query that was said shows who it is.
    const { has, shown } = await before(
      host,
      `const { rows, ...more } = await strapi.db.connection.raw(${JSON.stringify(found[0].how!.replace(/;$/, ''))});
       const has = await strapi.db.connection.schema.hasTable('rn_registrations');
       console.error(JSON.stringify({ has, shown: (rows ?? Object.values(more)).map(({ id }) => id).sort() }));`
    );
    expect({ has, shown }).toEqual({ has: false, shown: [1, 2, 3, 4] });
    // As a guest the plugin lets the host have them.
    expect(await doctor(host)).toMatchObject({
      code: 3,
      found: [{ severity: 'warn', code: 'accounts-share-an-address' }],
    });
  });

  test('a role of the website that may list all accounts', async () => {
    const host = await newHost();
    await before(
      host,
      `const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
       await strapi.db.query('plugin::users-permissions.permission').create({ data: { action: 'plugin::users-permissions.user.find', role: role.id } });`
    );
    host.withPlugin(DEDICATED);
    const { code, found } = await doctor(host, { NODE_ENV: 'production' });
    expect([code, found]).toMatchObject([
      1,
      [{ severity: 'refuse', sentence: expect.stringMatching(/“Public” holds plugin::users-permissions\.user\.find/) }],
    ]);
  });

  test('a database that does not answer', async () => {
    if (process.env.TEST_DATABASE !== 'postgres') return;
    const host = await newHost();
    const { connection } = require(path.join(host.folder, 'config/database.js'));
    connection.connection.port = 1;
    host.config('database', { connection, settings: { forceMigration: false } });
    expect(await doctor(host)).toMatchObject({ code: 1, found: [{ code: 'database-away' }] });
  });
});
