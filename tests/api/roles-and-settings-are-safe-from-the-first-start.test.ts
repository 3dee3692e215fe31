import { spawnSync } from 'node:child_process';
import { ROOT, startApp, type App } from '../helpers/app';

let app: App;

beforeAll(async () => {
  app = await startApp({ onEmptyDatabase: true });
});
afterAll(() => app.stop());

const codes = ['rn-librarian', 'rn-editor', 'rn-coordinator'];
const grants = async () => {
  const permissions = await app.strapi.db
    .query('admin::permission')
    .findMany({ where: { role: { code: { $in: codes } } }, populate: ['role'] });
  return permissions.map(({ role, action, subject }) => `${role.code} ${action} ${subject ?? ''}`.trim()).sort();
};

describe('the roles', () => {
  test('exist once however often the application starts, and nobody but super admins has a native grant on registrations', async () => {
    const before = await grants();
    await app.strapi.plugin('rn-subscriptions').service('roles').ensure();
    expect(await grants()).toEqual(before);
    expect(await app.strapi.db.query('admin::role').count({ where: { code: { $in: codes } } })).toBe(3);
    expect(before).toContain('rn-librarian plugin::rn-subscriptions.registrations.decide');
    expect(before).toContain('rn-coordinator plugin::rn-subscriptions.network.whole-network');
    expect(before).toContain('rn-editor plugin::content-manager.explorer.update plugin::rn-subscriptions.mediatheque');
    expect(before).toContain(
      'rn-editor plugin::content-manager.explorer.create api::digital-resource.digital-resource'
    );

    const native = await app.strapi.db.query('admin::permission').findMany({
      where: {
        subject: {
          $in: ['registration', 'registration-event', 'outbox-mail'].map((name) => `plugin::rn-subscriptions.${name}`),
        },
      },
      populate: ['role'],
    });
    expect(native.filter(({ role }) => role.code !== 'strapi-super-admin')).toEqual([]);
  });

  test('hold what they need and no more: the pickers of an editor give a name and an address', async () => {
    const permissions = await app.strapi.db
      .query('admin::permission')
      .findMany({ where: { role: { code: { $in: codes } } }, populate: ['role'] });
    const held = (code: string) =>
      Object.fromEntries(
        permissions
          .filter(({ role }) => role.code === code)
          .map(({ action, subject, properties }) => [
            `${action.split('.').slice(1).join('.')} ${subject ?? ''}`.trim(),
            properties?.fields,
          ])
      );
    const page = ['registrations.read', 'registrations.decide', 'registrations.export'];
    const contents = (type: string, verbs = ['create', 'read', 'update', 'delete']) =>
      verbs.map((verb) => `explorer.${verb} ${type}`);
    expect(Object.keys(held('rn-librarian')).sort()).toEqual([...page].sort());
    expect(Object.keys(held('rn-coordinator')).sort()).toEqual(
      [
        ...page,
        'network.whole-network',
        'mails.undelivered',
        ...contents('plugin::rn-subscriptions.mail-template'),
      ].sort()
    );
    expect(Object.keys(held('rn-editor')).sort()).toEqual(
      [
        ...contents('plugin::rn-subscriptions.mediatheque'),
        ...contents('api::digital-resource.digital-resource'),
        ...contents('admin::user', ['read']),
        ...contents('admin::role', ['read']),
        'read',
        'assets.create',
        'assets.update',
      ].sort()
    );
    expect(held('rn-editor')).toMatchObject({
      'explorer.read admin::user': ['firstname', 'lastname', 'email'],
      'explorer.read admin::role': ['name'],
    });
    expect(permissions.filter(({ conditions }) => conditions.length > 0)).toEqual([]);
  });

  test('get back a grant that somebody took, and keep one that somebody gave', async () => {
    const role = await app.strapi.db.query('admin::role').findOne({ where: { code: 'rn-librarian' } });
    await app.strapi.db
      .query('admin::permission')
      .deleteMany({ where: { role: { id: role.id }, action: 'plugin::rn-subscriptions.registrations.read' } });
    await app.strapi
      .service('admin::role')
      .addPermissions(role.id, [{ action: 'plugin::upload.read', subject: null, properties: {}, conditions: [] }]);
    await app.strapi.plugin('rn-subscriptions').service('roles').ensure();
    expect(await grants()).toEqual(
      expect.arrayContaining([
        'rn-librarian plugin::rn-subscriptions.registrations.read',
        'rn-librarian plugin::upload.read',
      ])
    );
  });
});

describe('the database', () => {
  test('refuses a second account with one address and a second library with one code', async () => {
    const account = (email: string) =>
      app.strapi.db.query('plugin::users-permissions.user').create({ data: { username: email, email, password: 'x' } });
    await account('twice@example.com');
    const code = app.database === 'sqlite' ? 'SQLITE_CONSTRAINT_UNIQUE' : '23505';
    await expect(account('twice@example.com')).rejects.toMatchObject({ code });
    const library = () =>
      app.strapi.db
        .query('plugin::rn-subscriptions.mediatheque')
        .create({ data: { code: 'X1', name: 'N', city: 'C' } });
    await library();
    await expect(library()).rejects.toMatchObject({ code });
  });

  test('has the indexes that the pages need', async () => {
    const knex = app.sql;
    const names: string[] =
      app.database === 'sqlite'
        ? (await knex('sqlite_master').where({ type: 'index' }).select('name')).map(({ name }) => name)
        : (await knex('pg_indexes').select('indexname')).map(({ indexname }) => indexname);
    expect(names).toEqual(
      expect.arrayContaining([
        'rn_registrations_by_request',
        'rn_registrations_by_expiry',
        'rn_registrations_by_name',
        'rn_registrations_document',
        'rn_outbox_mails_dedupe',
        'rn_accounts_email',
      ])
    );
  });
});

/** Loads the configuration in a process of its own, as a start does. */
const start = (env: Record<string, string>) => {
  const script = `require('@strapi/strapi').createStrapi({ appDir: ${JSON.stringify(ROOT)}, distDir: ${JSON.stringify(`${ROOT}/dist`)} }).load().then((s) => s.destroy()).then(() => process.exit(0), (e) => { console.error(e.message); process.exit(1); })`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, output: stdout + stderr };
};

describe('an unsafe setting stops the start in one sentence:', () => {
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'http://10.0.0.7:1337', APP_KEYS: 'a'.repeat(44) };
  const settings: [what: string, env: Record<string, string>, sentence: RegExp][] = [
    ['a missing secret', { ...production, JWT_SECRET: '' }, /JWT_SECRET is missing\. Set JWT_SECRET to/],
    [
      'an example secret',
      { ...production, ADMIN_JWT_SECRET: 'change-me-please-change-me-please' },
      /ADMIN_JWT_SECRET is an example value/,
    ],
    ['a short secret', { ...production, API_TOKEN_SALT: 'short' }, /API_TOKEN_SALT is shorter than 24 characters/],
    [
      'an address of the example',
      { ...production, PUBLIC_URL: 'https://ressources.example.org' },
      /PUBLIC_URL is an example value/,
    ],
    [
      'https behind a proxy that nobody counts',
      { ...production, PUBLIC_URL: 'https://ressources.oise.fr', SMTP_FROM: 'ressources@oise.fr' },
      /PROXY_COUNT is 0: .* Set PROXY_COUNT to how many reverse proxies/,
    ],
    [
      'a website of one’s own without an address',
      {
        ...production,
        PUBLIC_URL: 'http://10.0.0.7:1337',
        SMTP_FROM: 'ressources@oise.fr',
        WEBSITE_ENABLED: 'false',
      },
      /switched off \(website\.enabled\): write the address .*into websiteUrl of the plugin/,
    ],
    [
      'a website where something else is',
      { WEBSITE_PATH: '/admin/inscription' },
      /the website cannot be at \/admin\/inscription, .*Choose another path for option website\.path/,
    ],
    ['an impossible plugin option', { SUBSCRIPTION_MONTHS: '0' }, /option subscriptionMonths is not valid/],
    [
      'an unknown time zone',
      { TIME_ZONE: 'Europe/Pari' },
      /option timeZone is not valid: there is no such time zone: write/,
    ],
  ];
  // Said before any database is looked for: on the second, one is enough.
  test.each(process.env.TEST_DATABASE === 'postgres' ? settings.slice(0, 1) : settings)(
    '%s',
    (_what, env, sentence) => {
      const { status, output } = start(env);
      expect(output).toMatch(sentence);
      expect(status).not.toBe(0);
    }
  );

  test('a misspelt plugin option', () => {
    const plugin = require(`${ROOT}/src/plugins/rn-subscriptions/dist/server/index.js`);
    const { validator } = (plugin.default ?? plugin).config;
    expect(() => validator({ ...app.strapi.config.get('plugin::rn-subscriptions'), subscriptionMonth: 6 })).toThrow(
      'there is no option subscriptionMonth. Options are: subscriptionMonths,'
    );
  });
});
