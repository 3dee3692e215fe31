import { linkIn, openLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { windowOf } from '../helpers/corrections';
import {
  accountOf,
  makeAdmin,
  makeMediatheque,
  makePatron,
  PASSWORD,
  signInPatron,
  signUp,
  signUpData,
  type Admin,
  type Mediatheque,
  type Registration,
} from '../helpers/people';

const ACCOUNT = 'plugin::users-permissions.user';
const OTHERS = 'Tilleul-de-juin-31';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp({ env: { PROXY_COUNT: '1' } });
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const mailTo = (email: string, words: RegExp) =>
  app.smtp.waitFor((mail) => mail.receivers[0] === email && words.test(`${mail.subject} ${mail.text}`));
const signIn = (identifier: string, password: string) =>
  app.http().post('/api/auth/local').set('X-Forwarded-For', '203.0.113.9').send({ identifier, password });

/** Does something once, while the next password that is chosen is hashed: after its link was looked at, and before anything is written. */
const whileHashing = (act: () => Promise<unknown>) => {
  const users = app.strapi.plugin('users-permissions').service('user');
  const hash = users.ensureHashedPasswords.bind(users);
  jest.spyOn(users, 'ensureHashedPasswords').mockImplementationOnce(async (given: unknown) => {
    await act();
    return hash(given);
  });
};
const correct = (patron: Registration, email: string) => async () =>
  expect((await windowOf(librarian, patron).save({ email })).status).toBe(200);

describe('a librarian who corrects the address at that moment', () => {
  test('keeps the reader of the wrong one out: nothing is opened', async () => {
    const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
    const right = `juste-${patron.email}`;
    const token = tokenIn(await mailTo(patron.email, /bien arrivée/));
    whileHashing(correct(patron, right));
    const { body } = await openLink(app, { token, password: OTHERS, people: { [patron.documentId]: 'family' } }).expect(
      400
    );
    expect(body.error.details.errors[0]).toMatchObject({ field: 'token', code: 'goneLink' });
    expect(await accountOf(app, right)).toMatchObject({ confirmed: false, password: null });
    await signIn(right, OTHERS).expect(400);
  });

  test('and where the account moves: its owner keeps the password, and the last correction counts', async () => {
    const patron = await makePatron(app, mediatheque);
    const [wrong, right] = [`faux-${patron.email}`, `juste-${patron.email}`];
    await correct(patron, wrong)();
    const token = tokenIn(await mailTo(wrong, /Confirmez votre nouvelle adresse/));
    whileHashing(correct(patron, right));
    await openLink(app, { token, password: OTHERS }).expect(400);
    expect(await accountOf(app, patron.email)).toMatchObject({ confirmed: true, newAddress: right });
    await signIn(patron.email, PASSWORD).expect(200);
    await signIn(patron.email, OTHERS).expect(400);
  });
});

test('whoever opens an account is signed in, however many passwords strangers have tried at it', async () => {
  const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
  const token = tokenIn(await mailTo(patron.email, /bien arrivée/));
  await Promise.all(Array.from({ length: 11 }, () => signIn(patron.email, 'un essai')));
  await signIn(patron.email, 'un essai').expect(429);
  const opened = await app
    .http()
    .post('/api/rn-subscriptions/account-links/open')
    .set('X-Forwarded-For', '203.0.113.9')
    .send({ token, password: PASSWORD, people: { [patron.documentId]: 'family' } })
    .expect(200);
  expect(opened.body.jwt).toBeTruthy();
  await signIn(patron.email, PASSWORD).expect(200);
});

test('an address that an administrator changes is free for its next owner, who signs in with it', async () => {
  const admin = await makeAdmin(app, { role: 'strapi-super-admin' });
  const { email } = await makePatron(app, mediatheque);
  await app.smtp.mailTo(email);
  const { documentId } = await accountOf(app, email);
  await admin
    .put(`/content-manager/collection-types/${ACCOUNT}/${documentId}`, { email: `autre-${email}` })
    .expect(200);
  expect(await accountOf(app, `autre-${email}`)).toMatchObject({ username: `autre-${email}` });
  const before = app.smtp.mails.length;
  await signUp(app, mediatheque, { email, firstName: 'Suivante' }).expect(202);
  const mail = await app.smtp.mailTo(email, { after: before });
  const { documentId: next } = await app.strapi.db
    .query('plugin::rn-subscriptions.registration')
    .findOne({ where: { email, firstName: 'Suivante' } });
  const { body } = await openLink(app, { token: tokenIn(mail), password: OTHERS, people: { [next]: 'family' } }).expect(
    200
  );
  expect(body.user.email).toBe(email);
});

describe('somebody asked for whom time has changed', () => {
  const ask = async (data: Record<string, unknown>, library = mediatheque) => {
    const owner = await makePatron(app, mediatheque);
    await signUp(app, library, { firstName: 'Tardif', email: owner.email, ...data }).expect(202);
    const patron = await signInPatron(app, owner.email);
    const [asked] = (await patron.get('/api/rn-subscriptions/registrations/mine').expect(200)).body.meta.asked;
    return {
      patron,
      asked,
      decide: () => patron.post(`/api/rn-subscriptions/asked-people/${asked.documentId}`, { belongs: 'family' }),
    };
  };

  test('is added without the guardian who is needed no longer', async () => {
    const birthDate = `${new Date().getFullYear() - 10}-01-02`;
    const { asked, decide } = await ask({ birthDate, guardianName: 'Jeanne Dupont', guardianWording: '1' });
    await app.strapi.db
      .query('plugin::rn-subscriptions.asked-person')
      .update({ where: { documentId: asked.documentId }, data: { birthDate: '1990-01-02' } });
    expect((await decide().expect(201)).body.data).toMatchObject({ firstName: 'Tardif', guardian: null });
  });

  test('and whose library is closed by now stays, with a sentence that says what to do', async () => {
    const library = await makeMediatheque(app);
    const { decide, patron } = await ask({}, library);
    await documentsOf(app, 'plugin::rn-subscriptions.mediatheque').update({
      documentId: library.documentId,
      data: { active: false },
    });
    expect((await decide().expect(409)).body.error.message).toMatch(/^Cette médiathèque ne prend plus d’inscriptions/);
    expect((await patron.get('/api/rn-subscriptions/registrations/mine')).body.meta.asked).toHaveLength(1);
  });
});

test('a link that a mail system has encoded leaves its token in no log, however it was encoded', async () => {
  const { email } = await makePatron(app, mediatheque, {}, { confirmed: false });
  const link = new URL(linkIn(await mailTo(email, /bien arrivée/)));
  const token = link.hash.slice('#acces?lien='.length);
  for (const path of [
    `/inscription/%23acces?lien=${token}`,
    `/inscription/%23acces%3Flien%3D${token}`,
    `/inscription/index.html%23acces%3Flien%3D${token}`,
    `/inscription/%2523acces%3Flien%3D${token}`,
    `/inscription%23acces%3Flien%3D${token}`,
  ]) {
    await app.http().get(path);
  }
  expect(app.logs()).toContain('/inscription/index.html%23…');
  expect(app.logs()).not.toContain(token);
});

test('an encoded word in a name stays the letters that were typed, in a subject, too', async () => {
  const word = `=?utf-8?B?${Buffer.from('Votre compte est bloqué').toString('base64')}?=`;
  const patron = signUpData(mediatheque, {
    firstName: word,
    lastName: 'Smith',
    birthDate: `${new Date().getFullYear() - 10}-01-02`,
    guardianName: 'Ann Smith',
    guardianWording: '1',
  });
  await app.http().post('/api/rn-subscriptions/registrations').set('Accept-Language', 'en').send(patron).expect(202);
  const mail = await mailTo(patron.email, /request/i);
  expect(mail.subject).not.toContain('bloqué');
  expect(mail.subject).toContain('= ?utf-8?B?');
});
