import { spawnSync } from 'node:child_process';
import type { Knex } from 'knex';
import { ROOT, startApp, type App } from '../helpers/app';

let app: App;
const problems = (): Promise<string[]> => app.strapi.plugin('rn-subscriptions').service('selfCheck').problems();

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const roleId = async (code: string): Promise<number> =>
  (await app.strapi.db.query('admin::role').findOne({ where: { code } })).id;

/** Gives a role of the admin panel a grant, as the roles screen would; returns how to take it back. */
const grant = async (code: string, action: string, more: { subject?: string; conditions?: string[] } = {}) => {
  const { subject = null, conditions = [] } = more;
  const { id } = await app.strapi.db
    .query('admin::permission')
    .create({ data: { action, subject, conditions, properties: {}, role: await roleId(code) } });
  return () => app.strapi.db.query('admin::permission').delete({ where: { id } });
};

/** Ticks a box of the website's roles screen. */
const grantOnWebsite = async (type: string, action: string) => {
  const role = await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type } });
  const { id } = await app.strapi.db
    .query('plugin::users-permissions.permission')
    .create({ data: { action, role: role.id } });
  return () => app.strapi.db.query('plugin::users-permissions.permission').delete({ where: { id } });
};

/** Takes an index away, as a restored backup may lack it. */
const dropIndex = async (table: string, name: string, columns: string[], unique: boolean) => {
  const alter = (change: (builder: Knex.AlterTableBuilder) => void) => app.sql.schema.alterTable(table, change);
  await alter((builder) => (unique ? builder.dropUnique(columns, name) : builder.dropIndex(columns, name)));
  return () =>
    alter((builder) => (unique ? builder.unique(columns, { indexName: name }) : builder.index(columns, name)));
};

const REGISTRATION = 'plugin::rn-subscriptions.registration';
const ours = (name: string) => `plugin::rn-subscriptions.${name}`;

/** What goes wrong, how, and the sentence. */
const FAULTS: [what: string, bringAbout: () => Promise<() => Promise<unknown>>, sentence: RegExp][] = [
  [
    'a grant of the Content Manager on registrations',
    () => grant('rn-librarian', 'plugin::content-manager.explorer.read', { subject: REGISTRATION }),
    /the role “Bibliothécaire” holds plugin::content-manager\.explorer\.read on plugin::rn-subscriptions\.registration, .*take that permission away/,
  ],
  [
    'one on the queue of mails, to a role of Strapi’s own',
    () =>
      grant('strapi-editor', 'plugin::content-manager.explorer.update', {
        subject: 'plugin::rn-subscriptions.outbox-mail',
      }),
    /the role “Editor” holds .* on plugin::rn-subscriptions\.outbox-mail/,
  ],
  [
    'the whole network to every librarian',
    () => grant('rn-librarian', ours('network.whole-network')),
    /every librarian sees every library: .*the role “Coordinateur du réseau”/,
  ],
  [
    'every library’s mails to every librarian',
    () => grant('rn-librarian', ours('mails.undelivered')),
    /every librarian sees every library/,
  ],
  [
    'a condition on our grant',
    () => grant('rn-editor', ours('registrations.read'), { conditions: ['admin::is-creator'] }),
    /“Éditeur des médiathèques” holds .*under a condition.*take the condition away/,
  ],
  [
    'a grant that no version knows',
    () => grant('rn-editor', ours('registrations.all')),
    /does not know: delete that permission/,
  ],
  [
    'the mail routes to an editor',
    () => grant('rn-editor', 'plugin::email.settings.read'),
    /may send any mail to anybody: take that permission away/,
  ],
  [
    'all accounts to everybody',
    () => grantOnWebsite('public', 'plugin::users-permissions.user.find'),
    /the website’s role “Public” holds plugin::users-permissions\.user\.find/,
  ],
  [
    'all accounts to every patron',
    () => grantOnWebsite('authenticated', 'plugin::users-permissions.user.update'),
    /the website’s role “Authenticated” holds plugin::users-permissions\.user\.update/,
  ],
  [
    'the mail server to everybody',
    () => grantOnWebsite('public', 'plugin::email.email.send'),
    /holds plugin::email\.email\.send/,
  ],
  [
    'no unique index of documentIds',
    () => dropIndex('rn_registrations', 'rn_registrations_document', ['document_id'], true),
    /the unique index rn_registrations_document .*CREATE UNIQUE INDEX rn_registrations_document ON ("rn-tests"\.)?"rn_registrations" \(document_id\)/,
  ],
  [
    'no unique index of mails',
    () => dropIndex('rn_outbox_mails', 'rn_outbox_mails_dedupe', ['dedupe_key'], true),
    /the unique index rn_outbox_mails_dedupe/,
  ],
  [
    'no unique index of library codes',
    () => dropIndex('rn_mediatheques', 'rn_mediatheques_code', ['code'], true),
    /the unique index rn_mediatheques_code/,
  ],
  [
    'no unique index of addresses',
    () => dropIndex('up_users', 'rn_accounts_email', ['email'], true),
    /the unique index rn_accounts_email of the table up_users/,
  ],
  [
    'no index for the list',
    () => dropIndex('rn_registrations', 'rn_registrations_by_day', ['mediatheque', 'registered_on', 'id'], false),
    /CREATE INDEX rn_registrations_by_day ON ("rn-tests"\.)?"rn_registrations" \(mediatheque, registered_on, id\)/,
  ],
  [
    'an index of that name on other columns',
    async () => {
      const name = 'rn_registrations_by_expiry';
      const putBack = await dropIndex('rn_registrations', name, ['mediatheque', 'state', 'expires_on', 'id'], false);
      await app.sql.schema.alterTable('rn_registrations', (builder) => builder.index(['state'], name));
      return async () => {
        await app.sql.schema.alterTable('rn_registrations', (builder) => builder.dropIndex(['state'], name));
        await putBack();
      };
    },
    /the index rn_registrations_by_expiry/,
  ],
];

test('a new installation has no fault', async () => {
  expect(await problems()).toEqual([]);
});

test.each(FAULTS)('%s is said in one sentence, with the mend', async (_what, bringAbout, sentence) => {
  const mend = await bringAbout();
  expect(await problems()).toEqual([expect.stringMatching(sentence)]);
  await mend();
  expect(await problems()).toEqual([]);
});

type MailRoute = { method: string; path: string; config: { policies: unknown[] } };

test('a mail route without its guard is a fault', async () => {
  // Typed as a list; a plugin's are kept by the kind of API.
  const { admin } = app.strapi.plugin('email').routes as unknown as Record<'admin', { routes: MailRoute[] }>;
  const route = admin.routes.find(({ method, path }) => method === 'POST' && path === '/')!;
  const { policies } = route.config;
  route.config.policies = ['admin::isAuthenticatedAdmin'];
  expect(await problems()).toEqual([expect.stringMatching(/POST \/email/)]);
  route.config.policies = policies;
});

test('where this Strapi serves more, a start warns of uploads that may run until they are made harmless, or are served from elsewhere', async () => {
  const { config } = app.strapi;
  const warned = async (): Promise<string[]> =>
    (await app.strapi.plugin('rn-subscriptions').service('selfCheck').warnings()).filter((one: string) =>
      /uploaded/.test(one)
    );
  const [dedicated, middlewares] = ['plugin::rn-subscriptions.dedicated', 'middlewares'].map((name) =>
    config.get(name)
  );
  config.set('plugin::rn-subscriptions.dedicated', false);
  expect(await warned()).toEqual([
    expect.stringMatching(
      /^a file that somebody uploaded runs as a part of this site.*add 'plugin::rn-subscriptions\.harmless-uploads' to config\/middlewares/
    ),
  ]);
  for (const entry of [
    'plugin::rn-subscriptions.harmless-uploads',
    { name: 'plugin::rn-subscriptions.harmless-uploads', config: {} },
  ]) {
    config.set('middlewares', [...(middlewares as unknown[]), entry]);
    expect(await warned()).toEqual([]);
  }
  config.set('middlewares', middlewares);
  config.set('plugin::upload.provider', 'aws-s3');
  expect(await warned()).toEqual([]);
  config.set('plugin::upload.provider', 'local');
  config.set('plugin::rn-subscriptions.dedicated', dedicated);
});

test('a relation of the host’s to registrations is a fault', async () => {
  const { attributes } = app.strapi.contentType('api::digital-resource.digital-resource') as {
    attributes: Record<string, unknown>;
  };
  attributes.readers = { type: 'relation', relation: 'oneToMany', target: REGISTRATION };
  expect(await problems()).toEqual([
    expect.stringMatching(
      /api::digital-resource\.digital-resource leads to plugin::rn-subscriptions\.registration by readers, .*take that relation away/
    ),
  ]);
  delete attributes.readers;
});

test('in development a fault is logged as an error; a production server does not start, and says every fault', async () => {
  const faults = ['a grant of the Content Manager on registrations', 'all accounts to everybody'];
  const mends = [];
  for (const [what, bringAbout] of FAULTS) if (faults.includes(what)) mends.push(await bringAbout());
  await app.strapi.plugin('rn-subscriptions').service('selfCheck').enforce();
  expect(app.logs()).toMatch(
    /error.*rn-subscriptions: the role “Bibliothécaire” holds .* A production server would not start\./
  );

  const script = `require('@strapi/strapi').createStrapi({ appDir: ${JSON.stringify(ROOT)}, distDir: ${JSON.stringify(`${ROOT}/dist`)} }).load().then(() => process.exit(0), (e) => { console.error(e.message); process.exit(1); })`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', PUBLIC_URL: app.address, SMTP_FROM: 'ressources@oise.fr' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(stderr).toContain(
    'rn-subscriptions: the role “Bibliothécaire” holds plugin::content-manager.explorer.read on plugin::rn-subscriptions.registration'
  );
  expect(stderr).toContain('rn-subscriptions: the website’s role “Public” holds plugin::users-permissions.user.find');
  expect(status).toBe(1);
  for (const mend of mends) await mend();
});
