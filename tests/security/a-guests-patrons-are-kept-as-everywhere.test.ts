import type { App } from '../helpers/app';
import { linkIn, openLink, tokenIn } from '../helpers/account-link';
import { startGuestHost } from '../helpers/guest-host';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  PASSWORD,
  signUpData,
  type Mediatheque,
} from '../helpers/people';
import { until } from '../helpers/until';

/** In a project that serves other things, too, patrons get what they get where the plugin is alone; its host's accounts stay the host's. */

const ACCOUNT = 'plugin::users-permissions.user';
const REGISTRATION = 'plugin::rn-subscriptions.registration';
const MEDIATHEQUE = 'plugin::rn-subscriptions.mediatheque';
const MINE = '/api/rn-subscriptions/registrations/mine';
const NEW_PASSWORD = 'Une-autre-lavande-8';
const NOBODY = 'personne@example.com';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startGuestHost({ subscriptions: true });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const accounts = () => app.strapi.db.query(ACCOUNT);
const post = (path: string, body: object) => app.http().post(`/api/auth/${path}`).send(body);
const signIn = (identifier: string, password = PASSWORD) => post('local', { identifier, password });
const as = (jwt: string, path = MINE) => app.http().get(path).set('Authorization', `Bearer ${jwt}`);
const mailTo = (email: string, count = 1) =>
  app.smtp.waitFor(({ receivers }) => receivers.includes(email) && mailsTo(email).length >= count);
const mailsTo = (email: string) => app.smtp.mails.filter(({ receivers }) => receivers.includes(email));
/** A session says its second only. */
const nextSecond = async () => {
  const second = Math.floor(Date.now() / 1000);
  await until(
    async () => Math.floor(Date.now() / 1000),
    (now) => now > second
  );
};

test('a patron signs up and opens an account by the link, and is marked as of the plugin’s making', async () => {
  const request = signUpData(mediatheque, { email: 'lise@example.com' });
  await app.http().post('/api/rn-subscriptions/registrations').send(request).expect(202);
  const { body } = await openLink(app, { token: tokenIn(await mailTo('lise@example.com')), people: await everybody() });
  await as(body.jwt).expect(200).expect('Cache-Control', 'no-store');
  expect(await accounts().findOne({ where: { email: 'lise@example.com' } })).toMatchObject({
    madeBySubscriptions: true,
    confirmed: true,
  });
});

/** Whoever waits is the family's. */
const everybody = async () =>
  Object.fromEntries(
    (await app.strapi.db.query(REGISTRATION).findMany({})).map(({ documentId }: { documentId: string }) => [
      documentId,
      'family',
    ])
  );

describe.each(['forgot-password', 'send-email-confirmation'])('by %s', (path) => {
  test('a patron is answered as nobody is, and mailed the account link alone', async () => {
    const { email } = await makePatron(app, mediatheque);
    await mailTo(email);
    const [known, unknown] = [await post(path, { email }), await post(path, { email: NOBODY })];
    expect(known.status).toBe(unknown.status);
    expect(JSON.stringify(known.body).replace(email, NOBODY)).toBe(JSON.stringify(unknown.body));
    await mailTo(email, 2);
    expect(linkIn(mailsTo(email)[1])).toContain('#acces?lien=');
    const { resetPasswordToken, confirmationToken } = await accounts().findOne({ where: { email } });
    expect([resetPasswordToken, confirmationToken]).toEqual([null, null]);
    expect(mailsTo(NOBODY)).toEqual([]);
  });
});

test('a wrong password of a patron’s is answered as one of nobody’s', async () => {
  const { email } = await makePatron(app, mediatheque);
  const [known, unknown] = [await signIn(email, 'faux'), await signIn(NOBODY, 'faux')];
  expect(known.status).toBe(400);
  expect(known.body).toEqual(unknown.body);
  // Half a character would keep bcryptjs busy for ever.
  expect((await signIn(NOBODY, '\ud83d')).body).toEqual(unknown.body);
});

test('a changed password ends a patron’s sessions', async () => {
  const { email } = await makePatron(app, mediatheque);
  const { jwt } = (await signIn(email).expect(200)).body;
  await nextSecond();
  const { id } = await accounts().findOne({ where: { email } });
  await app.strapi.plugin('users-permissions').service('user').edit(id, { password: NEW_PASSWORD });
  await as(jwt).expect(401);
});

test('so it does for somebody who is registered on an account of the host’s, and for nobody else', async () => {
  const register = async (username: string) =>
    (await post('local/register', { username, email: `${username}@example.com`, password: PASSWORD }).expect(200)).body;
  const [joined, other] = [await register('inscrite'), await register('autre')];
  const { id } = await makeRegistration(app, mediatheque, { email: 'inscrite@example.com' });
  await app.strapi.db.transaction(() =>
    app.strapi.db.query(REGISTRATION).update({ where: { id }, data: { account: joined.user.id } })
  );
  await as(joined.jwt, '/api/users/me').expect(200);
  await nextSecond();
  for (const { user } of [joined, other])
    await app.strapi.plugin('users-permissions').service('user').edit(user.id, { password: NEW_PASSWORD });
  await as(joined.jwt, '/api/users/me').expect(401);
  await as(other.jwt, '/api/users/me').expect(200);
});

test('an account is erased by its owner, who brings the password with the DELETE', async () => {
  const { email } = await makePatron(app, mediatheque);
  const { jwt } = (await signIn(email).expect(200)).body;
  const erase = (password: string) =>
    app.http().delete('/api/rn-subscriptions/account').set('Authorization', `Bearer ${jwt}`).send({ password });
  await erase('faux').expect(400);
  await erase(PASSWORD).expect(204);
  expect(await accounts().findOne({ where: { email } })).toBeNull();
});

test('what librarians search for stands in no line of the host’s log', async () => {
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  await librarian.get('/rn-subscriptions/registrations?search=canarisecret').expect(200);
  await librarian.get('/rn-subscriptions/registrations?search[a]=canarisecret').expect(400);
  expect(app.logs()).toMatch(/GET \/rn-subscriptions\/registrations \(\d+ ms\) 200/);
  expect(app.logs()).not.toContain('canarisecret');
});

describe('the Content Manager', () => {
  const at = (uid: string, kind = 'collection-types') => `/content-manager/${kind}/${uid}`;

  test('shows registrations to nobody, and libraries by no secret', async () => {
    const chief = await makeAdmin(app, { role: 'strapi-super-admin' });
    await chief.get(at(REGISTRATION)).expect(404);
    await chief.get(at(MEDIATHEQUE, 'single-types')).expect(404);
    await chief.get(at(MEDIATHEQUE)).expect(200);
    await chief.get(`${at(MEDIATHEQUE)}?sort=librarians.password`).expect(400);
    const { text } = await chief
      .get(`${at(MEDIATHEQUE, 'relations')}/librarians?populate=*&fields=password`)
      .expect(200);
    expect(text).not.toMatch(/password|\$2[aby]\$/);
  });

  test('shows admin users to editors in their pickers only', async () => {
    const editor = await makeAdmin(app, { role: 'rn-editor' });
    await editor.get(`${at(MEDIATHEQUE, 'relations')}/librarians`).expect(200);
    await editor.get(at('admin::user')).expect(403);
    await editor.get(at('admin::role')).expect(403);
  });
});

test('what the host opens of its own will is no fault, and said in a sentence', async () => {
  const selfCheck = app.strapi.plugin('rn-subscriptions').service('selfCheck');
  const problems = await selfCheck.problems();
  const role = await app.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  await app.strapi.db
    .query('plugin::users-permissions.permission')
    .create({ data: { action: 'plugin::users-permissions.user.find', role: role.id } });
  expect(await selfCheck.problems()).toEqual(problems);
  expect(await selfCheck.warnings()).toContainEqual(
    expect.stringMatching(
      /“Authenticated” holds plugin::users-permissions\.user\.find, .*patrons’ accounts and their addresses/
    )
  );
});
