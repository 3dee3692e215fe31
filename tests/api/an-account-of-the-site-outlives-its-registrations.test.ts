import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { markEarlierAccounts } from '../../src/plugins/rn-subscriptions/server/src/database/earlier-accounts';
import { startApp, type App } from '../helpers/app';
import {
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makePatron,
  openAccount,
  PASSWORD,
  signInPatron,
  signUpData,
  type Mediatheque,
} from '../helpers/people';

const ACCOUNT = 'plugin::users-permissions.user';
const REGISTRATION = 'plugin::rn-subscriptions.registration' as any;
const MINE = '/api/rn-subscriptions/registrations/mine';

const today = todayInParis();
let app: App;
let mediatheque: Mediatheque;
let librarian: Awaited<ReturnType<typeof makeAdmin>>;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const accounts = () => app.strapi.db.query(ACCOUNT);
const accountOf = (email: string) => accounts().findOne({ where: { email } });
const peopleOf = (email: string) => app.strapi.db.query(REGISTRATION).findMany({ where: { account: { email } } });
const count = (uid: string, where: object) => app.strapi.db.query(uid as any).count({ where });
let number = 0;

/** Somebody whom the site knows: an account that no sign-up has made, under a name of its own. */
const makeSiteAccount = async () => {
  const email = `membre${(number += 1)}@example.com`;
  const role = await app.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  await accounts().create({
    data: { username: `membre-${number}`, email, provider: 'local', confirmed: false, blocked: false, role: role.id },
  });
  return email;
};

/** The same, registered at the library: by the site's own account. */
const makeMember = async ({ confirmed = true } = {}) => {
  const email = await makeSiteAccount();
  const { email: _unused, ...person } = signUpData(mediatheque);
  await openAccount(app, email);
  const patron = await signInPatron(app, email);
  await patron.post(MINE, person).expect(201);
  await accounts().update({ where: { email }, data: { confirmed } });
  const [registration] = await peopleOf(email);
  return { email, patron, registration };
};

const expectKept = async (email: string, documentId: string) => {
  const account = await accountOf(email);
  expect(account).toMatchObject({ newAddress: null, username: expect.stringMatching(/^membre-/) });
  expect(account.password).toEqual(expect.any(String));
  expect(await peopleOf(email)).toEqual([]);
  expect(await count('plugin::rn-subscriptions.registration-event', { registration: documentId })).toBe(0);
  expect(await count('plugin::rn-subscriptions.outbox-mail', { accountId: account.id })).toBe(0);
  expect(await count('plugin::rn-subscriptions.account-link', { account: account.documentId })).toBe(0);
  expect(await count('plugin::rn-subscriptions.asked-person', { account: account.documentId })).toBe(0);
};

test('a sign-up marks the account that it makes, and none that it finds', async () => {
  const { email } = await makePatron(app, mediatheque);
  expect(await accountOf(email)).toMatchObject({ madeBySubscriptions: true });
  const known = await makeSiteAccount();
  await app
    .http()
    .post('/api/rn-subscriptions/registrations')
    .send(signUpData(mediatheque, { email: known }))
    .expect(202);
  expect(await peopleOf(known)).toHaveLength(1);
  expect((await accountOf(known)).madeBySubscriptions).not.toBe(true);
});

test('whom a librarian erases keeps the site’s account, and her window says so before', async () => {
  const { email, patron, registration } = await makeMember();
  await accounts().update({ where: { email }, data: { newAddress: 'bientot@example.com' } });
  const at = `/rn-subscriptions/registrations/${registration.documentId}`;
  expect((await librarian.get(at).expect(200)).body.data).toMatchObject({ accountStays: true });
  const ours = await makePatron(app, mediatheque);
  expect(
    (await librarian.get(`/rn-subscriptions/registrations/${ours.documentId}`).expect(200)).body.data
  ).toMatchObject({ accountStays: false });

  await librarian.delete(at).expect(204);
  await expectKept(email, registration.documentId);
  // The site knows its member as before.
  await patron.get('/api/users/me').expect(200);
  expect((await patron.get(MINE).expect(200)).body).toMatchObject({ data: [], meta: { accountStays: true } });
});

test('who erases everything erases the registrations, and stays a member of the site', async () => {
  const { email, patron, registration } = await makeMember();
  expect((await patron.get('/api/rn-subscriptions/account/export').expect(200)).body.account.accountStays).toBe(true);
  await patron.delete('/api/rn-subscriptions/account', { password: PASSWORD }).expect(204);
  await expectKept(email, registration.documentId);
  await signInPatron(app, email);
});

test('the night erases the registration of a site’s account, and leaves the account', async () => {
  const unconfirmed = await makeMember({ confirmed: false });
  const refused = await makeMember();
  const long = addMonths(today, -8);
  const rows = app.sql('rn_registrations');
  await rows
    .clone()
    .where({ id: unconfirmed.registration.id })
    .update({ registered_on: addDays(today, -40) });
  await accounts().update({ where: { email: unconfirmed.email }, data: { createdAt: `${long}T12:00:00.000Z` } });
  await rows
    .clone()
    .where({ id: refused.registration.id })
    .update({ state: 'refused', recorded_state: 'refused', registered_on: long, decided_on: long });
  expect(await app.strapi.plugin('rn-subscriptions').service('retention').run()).toMatchObject({
    erased: { unconfirmed: 1, refused: 1, expired: 0 },
  });
  await expectKept(unconfirmed.email, unconfirmed.registration.documentId);
  await expectKept(refused.email, refused.registration.documentId);
});

test('the mail that announces an erasure says that the site’s account stays', async () => {
  const { email, registration } = await makeMember();
  const ours = await makePatron(app, mediatheque);
  for (const { documentId, id } of [registration, ours]) {
    await changeRegistration(app, documentId, { state: 'validated', validFrom: today });
    await app
      .sql('rn_registrations')
      .where({ id })
      .update({
        valid_from: addMonths(today, -25),
        recorded_valid_from: addMonths(today, -25),
        expires_on: addMonths(today, -13),
      });
  }
  await app.strapi.plugin('rn-subscriptions').service('retention').run();
  app.strapi.plugin('rn-subscriptions').service('dispatcher').start();
  const announced = (to: string) =>
    app.smtp.waitFor((mail) => mail.receivers[0] === to && /effacées/.test(mail.subject ?? ''));
  expect((await announced(email)).text).toContain(`Votre compte (${email}), lui, reste`);
  expect((await announced(ours.email)).text).toContain('Votre compte l’est aussi, si personne d’autre');
});

test('a ledger of before does not erase an account of the site again, nor go round in circles', async () => {
  const { email, registration } = await makeMember();
  const { documentId } = await accountOf(email);
  await app.strapi.plugin('rn-subscriptions').service('erasureLedger').add({ kind: 'account', documentId });
  await app.strapi.plugin('rn-subscriptions').service('erasureReplay').run({ files: [], dryRun: false });
  await expectKept(email, registration.documentId);
});

test.each([
  ['where Strapi serves nothing else, all that somebody is registered on', true],
  ['elsewhere those that were made along with a registration', false],
])('accounts of versions without the mark are marked once, at the next start: %s', async (_which, dedicated) => {
  const { email: ours } = await makePatron(app, mediatheque);
  const { email: theirs } = await makeMember();
  const bare = await makeSiteAccount();
  await app.sql('up_users').where({ email: theirs }).update({ username: theirs });
  await accounts().update({ where: { email: theirs }, data: { createdAt: '2020-01-01T12:00:00.000Z' } });
  await app.sql('up_users').update({ made_by_subscriptions: null });
  const marked = async () =>
    Promise.all([ours, theirs, bare].map(async (email) => (await accountOf(email)).madeBySubscriptions === true));

  const { config } = app.strapi;
  const before = config.get('plugin::rn-subscriptions.dedicated');
  config.set('plugin::rn-subscriptions.dedicated', dedicated);
  await markEarlierAccounts(app.strapi);
  expect(await marked()).toEqual([false, false, false]);
  await app.strapi.store({ type: 'plugin', name: 'rn-subscriptions', key: 'earlier-accounts' }).delete({});
  await markEarlierAccounts(app.strapi);
  expect(await marked()).toEqual([true, dedicated, false]);
  config.set('plugin::rn-subscriptions.dedicated', before);
});
