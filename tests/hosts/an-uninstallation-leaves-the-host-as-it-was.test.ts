import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { ROOT } from '../helpers/app';
import { inHost, makeSmallHost, PLUGINS, type SmallHost } from './small-host';

const CLI = path.join(ROOT, 'src/plugins/rn-subscriptions/bin/cli.mjs');
const SCHEMAS = process.env.TEST_DATABASE === 'postgres' ? [undefined, 'its_own'] : [undefined];

/** Everything of the database that has a name, what Strapi keeps of it, and who may do what; run in the host. */
const LOOK = `
  const knex = strapi.db.connection;
  const schema = await strapi.db.dialect.schemaInspector.getSchema();
  const tables = Object.fromEntries(schema.tables
    .map(({ name, columns, indexes }) => [name, [...columns.map((one) => one.name), ...indexes.map((one) => one.name)].sort()]).sort());
  const { rows: functions = [] } = strapi.db.dialect.client === 'postgres' ? await knex.raw("select proname from pg_proc where proname like 'rn\\\\_%'") : {};
  const of = (table) => strapi.db.getConnection(table);
  console.error(JSON.stringify({
    tables,
    functions,
    // Strapi writes the notice at a second start.
    store: (await of('strapi_core_store_settings').whereNot('key', 'like', '%default_notice').pluck('key')).sort(),
    advanced: await strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' }).get({}),
    roles: (await of('admin_roles').pluck('code')).sort(),
    grants: [...(await of('admin_permissions').pluck('action')), ...(await of('up_permissions').pluck('action'))].sort(),
    accounts: (await of('up_users').pluck('email')).sort(),
  }));`;

/** A patron of ours and a member of the site's, both registered; the website's page may be asked by everybody. */
const USE = `
  const library = await strapi.documents('plugin::rn-subscriptions.mediatheque').create({ data: { code: 'B1', name: 'Bibliothèque', city: 'Noyon', email: 'b@example.org' } });
  const accounts = strapi.db.query('plugin::users-permissions.user');
  for (const [email, madeBySubscriptions] of [['patron@example.com', true], ['member@example.com', null]]) {
    const account = (await accounts.findOne({ where: { email } })) ?? (await accounts.create({ data: { email, username: email, madeBySubscriptions } }));
    await strapi.documents('plugin::rn-subscriptions.registration').create({
      data: { email, firstName: 'Hélène', lastName: 'Dupont', birthDate: '1984-05-17', mediatheque: library.documentId, account: account.id } });
  }
  const [role] = await strapi.db.query('admin::role').findMany({ where: { code: 'strapi-editor' } });
  await strapi.db.query('admin::permission').create({ data: { action: 'plugin::rn-subscriptions.registrations.read', conditions: [], properties: {}, actionParameters: {}, role: role.id } });
  await strapi.plugin('rn-subscriptions').service('folderComparison').ready();`;

const hosts: SmallHost[] = [];
/** Eight starts of a host, each of some seconds where the machine is busy, in milliseconds. */
const PATIENCE_MS = 400_000;
afterAll(() => hosts.forEach(({ remove }) => remove()));

const ownSchema = async ({ database }: SmallHost, schema: string) => {
  const {
    DATABASE_HOST: host,
    DATABASE_PORT: port,
    DATABASE_NAME,
    DATABASE_USERNAME: user,
    DATABASE_PASSWORD: password,
  } = database;
  const client = new Client({ host, port: Number(port), database: DATABASE_NAME, user, password });
  await client.connect();
  await client.query(`create schema if not exists ${schema}`);
  await client.end();
};

test.each(SCHEMAS)(
  'in the schema %s: what the plugin made goes, what is the host’s stays, and it comes back as new',
  async (schema) => {
    const host = await makeSmallHost({ schema });
    hosts.push(host);
    if (schema) await ownSchema(host, schema);
    const plugin = {
      ...PLUGINS['rn-subscriptions'],
      config: { ...(PLUGINS['rn-subscriptions'].config as object), dedicated: true },
    };
    host.withPlugin(null);
    const before = await inHost(
      host,
      `await strapi.db.query('plugin::users-permissions.user').create({ data: { email: 'member@example.com', username: 'member' } }); ${LOOK}`
    );
    expect(before.advanced.allow_register).toBe(true);

    host.withPlugin(plugin);
    const used = await inHost(host, USE + LOOK);
    expect(Object.keys(used.tables).filter((name) => name.startsWith('rn_')).length).toBeGreaterThan(12);
    expect(used.advanced.allow_register).toBe(false);

    const dryRun = await host.run([CLI, 'uninstall']);
    expect(dryRun).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Would be taken out:\n {2}- tables: \d\d, \d+ rows/),
    });
    expect(dryRun.stdout).toContain('allow_register = true');
    expect(dryRun.stdout).toContain(
      'the 1 accounts that a sign-up has made: the site may use them; --with-accounts takes them out'
    );
    expect(dryRun.stdout).toContain('Nothing has been changed. Stop all servers first');
    expect(await inHost(host, LOOK)).toEqual(used);
    expect(fs.existsSync(path.join(host.folder, 'data/rn-subscriptions/installation.json'))).toBe(true);

    // Even where the plugin would not start.
    const settings = fs.readFileSync(path.join(host.folder, 'config/database.js'), 'utf8');
    fs.writeFileSync(
      path.join(host.folder, 'config/database.js'),
      settings.replace('"forceMigration": false', '"forceMigration": true')
    );
    const done = await host.run([CLI, 'uninstall', '--yes'], { NODE_ENV: 'production' });
    fs.writeFileSync(path.join(host.folder, 'config/database.js'), settings);
    expect(done).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('roles: Bibliothécaire, Éditeur des médiathèques, Coordinateur du réseau'),
    });
    expect(fs.existsSync(path.join(host.folder, 'data/rn-subscriptions'))).toBe(false);

    // It comes back as new, also where the host has not started without it.
    const again = await inHost(host, LOOK);
    expect({ ...again, accounts: [] }).toEqual({ ...used, accounts: [], grants: again.grants });

    expect((await host.run([CLI, 'uninstall', '--yes', '--with-accounts'])).stdout).toContain(
      'accounts that a sign-up has made: 0'
    );
    host.withPlugin(null);
    expect(await inHost(host, LOOK)).toEqual({ ...before, accounts: ['member@example.com', 'patron@example.com'] });
  },
  PATIENCE_MS
);

test('with the accounts that sign-ups have made, and no other', async () => {
  const host = await makeSmallHost();
  hosts.push(host);
  await inHost(host, USE);
  expect((await host.run([CLI, 'uninstall', '--yes', '--with-accounts'], { LANG: 'fr_FR.UTF-8' })).stdout).toMatch(
    /^Retiré :[^]*comptes ouverts par une inscription : 1[^]*Reste :\n {2}- les 1 comptes du site/
  );
  host.withPlugin(null);
  expect((await inHost(host, LOOK)).accounts).toEqual(['member@example.com']);
});
