import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, PASSWORD } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';

const KEY = { key: 'plugin_rn-subscriptions_earlier-links' };

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

/** The first start of this version, once more, on what earlier ones have left. */
const startOnce = async () => {
  const server = await startServerProcess();
  await server.end('SIGTERM');
};

test('the first start of a version with one link brings over what the three before it have left, once', async () => {
  const mediatheque = await makeMediatheque(app);
  const table = (name: string) => app.sql(name);
  const [open, closed] = [
    await makePatron(app, mediatheque),
    await makePatron(app, mediatheque, {}, { confirmed: false }),
  ];
  const { password } = await app.strapi
    .plugin('users-permissions')
    .service('user')
    .ensureHashedPasswords({ password: PASSWORD });
  const passwordOf = async (email: string) => (await table('up_users').where({ email }).first()).password;
  // As whoever signed up had chosen it; and an account of the host's own, which no registration is on.
  await table('up_users').where({ email: closed.email }).update({ password });
  await table('up_users').insert({ email: 'hote@example.org', username: 'hote', password, confirmed: false });
  const { id } = await table('up_users').where({ email: open.email }).first();
  for (const kind of ['account-exists', 'confirm-address', 'password-link']) {
    await table('rn_outbox_mails').insert({
      kind,
      dedupe_key: kind,
      account_id: id,
      state: 'failed',
      attempts: 9,
      queued_at: new Date(),
      language: 'fr',
    });
    await table('rn_mail_templates').insert({ kind, language: 'fr', subject: 'Objet', body: 'Texte' });
  }
  await table('rn_mail_templates').insert({ kind: 'receipt', language: 'fr', subject: 'Objet', body: 'Texte' });
  await table('rn_registration_events').insert({
    registration: open.documentId,
    action: 'mailSentAgain',
    actor: 'librarian',
    mail: 'confirm-address',
    at: new Date(),
  });
  await table('strapi_core_store_settings').where(KEY).delete();

  await startOnce();
  expect(
    await table('rn_outbox_mails')
      .whereIn('dedupe_key', ['account-exists', 'confirm-address', 'password-link'])
      .pluck('kind')
  ).toEqual(Array(3).fill('account-link'));
  expect(await table('rn_mail_templates').pluck('kind')).toEqual(['receipt']);
  expect(await table('rn_registration_events').where({ action: 'mailSentAgain' }).pluck('mail')).toEqual([
    'account-link',
  ]);
  expect([
    await passwordOf(closed.email),
    typeof (await passwordOf(open.email)),
    await passwordOf('hote@example.org'),
  ]).toEqual([null, 'string', password]);

  // Whoever loses a confirmation later on, as by an administrator's hand, keeps the password.
  await table('up_users').where({ email: open.email }).update({ confirmed: false });
  await startOnce();
  expect(typeof (await passwordOf(open.email))).toBe('string');
});
