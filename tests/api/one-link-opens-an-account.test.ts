import { createHash } from 'node:crypto';
import type { Row } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { codeIn, linkIn, newcomer, openLink, readLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  accountOf,
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  PASSWORD,
  saveOf,
  signIn,
  signInPatron,
  type Mediatheque,
} from '../helpers/people';
import { problemsOf } from '../helpers/problems';

const ACCOUNT = 'plugin::users-permissions.user';
const LINK = 'plugin::rn-subscriptions.account-link';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const NEW_PASSWORD = 'Bouquet-de-thym-9';
const HOUR = 3600 * 1000;

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: { WEBSITE_URL: 'https://site.example.org/inscription/' } });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const sentAgo = (token: string, age: number) =>
  app.strapi.db.query(LINK).update({
    where: { hash: createHash('sha256').update(token).digest('hex') },
    data: { sentAt: new Date(Date.now() - age).toISOString() },
  });

describe('the link of the receipt', () => {
  test('leads to a page that no server hears of, says how long it serves, has a code beside it, and is at rest nowhere', async () => {
    const { email, mail, token } = await newcomer(app, mediatheque);
    expect(linkIn(mail)).toBe(`https://site.example.org/inscription/#acces?lien=${token}`);
    expect(String(mail.html)).toContain('Choisir mon mot de passe</a>');
    expect(mail.text).toContain('une seule fois, pendant 48 heures');
    expect(codeIn(mail)).toMatch(/^\d{4} \d{4}$/);
    const held = JSON.stringify([
      await accountOf(app, email),
      await app.strapi.db.query(OUTBOX).findMany({}),
      await app.strapi.db.query(LINK).findMany({}),
    ]);
    for (const secret of [token, codeIn(mail), codeIn(mail).replace(' ', '')]) {
      expect(held).not.toContain(secret);
      expect(app.logs()).not.toContain(secret);
    }
  });

  test('says for whom by first name and library only, however often it is read, and changes nothing by that', async () => {
    const { documentId, email, token } = await newcomer(app, mediatheque, {
      firstName: 'Élodie',
      lastName: 'Secret',
      birthDate: '1990-02-03',
    });
    for (let times = 0; times < 3; times += 1) {
      const { data } = (await readLink(app, { token }).expect(200)).body;
      expect(data).toEqual({
        isOpen: false,
        moves: false,
        people: [{ documentId, firstName: 'Élodie', mediatheque: mediatheque.label }],
        asked: [],
      });
    }
    expect(await accountOf(app, email)).toMatchObject({ confirmed: false, password: null });
    await app.http().get(`/api/rn-subscriptions/account-links/read?token=${token}`).expect(404);
    await app.http().get(`/api/rn-subscriptions/account-links/open?token=${token}`).expect(404);
  });

  test('opens the account with a password, confirms its address, and signs in; once', async () => {
    const { documentId, email, token } = await newcomer(app, mediatheque);
    await signIn(app, email).expect(400);
    const { body } = await openLink(app, { token, people: { [documentId]: 'family' } }).expect(200);
    expect(body.user.email).toBe(email);
    const mine = await app
      .http()
      .get('/api/rn-subscriptions/registrations/mine')
      .set('Authorization', `Bearer ${body.jwt}`)
      .expect(200);
    expect(mine.body).toMatchObject({ data: [{ documentId }], meta: { addressConfirmed: true, asked: [] } });
    await signIn(app, email).expect(200);
    expect(
      problemsOf(await openLink(app, { token, password: NEW_PASSWORD, people: { [documentId]: 'family' } }).expect(400))
    ).toEqual(['token usedLink']);
    await signIn(app, email, NEW_PASSWORD).expect(400);
  });

  test('serves for 48 hours after its mail', async () => {
    const { documentId, token } = await newcomer(app, mediatheque);
    await sentAgo(token, 48 * HOUR + 1000);
    expect(problemsOf(await readLink(app, { token }).expect(400))).toEqual(['token expiredLink']);
    expect(problemsOf(await openLink(app, { token, people: { [documentId]: 'family' } }).expect(400))).toEqual([
      'token expiredLink',
    ]);
    await sentAgo(token, 48 * HOUR - 60_000);
    await openLink(app, { token, people: { [documentId]: 'family' } }).expect(200);
  });

  test('stands in the validation, too, where nobody has followed it; both open, and nobody who has is reminded', async () => {
    const late = await newcomer(app, mediatheque);
    await changeRegistration(app, late.documentId, { state: 'validated', validFrom: todayInParis() });
    const reminded = await app.smtp.mailTo(late.email, { subject: /validée/ });
    expect(reminded.text).toMatch(/Encore une étape, sans laquelle les ressources ne s’ouvrent pas/);
    expect(tokenIn(reminded)).not.toBe(late.token);
    await readLink(app, { token: late.token }).expect(200);
    await openLink(app, { token: tokenIn(reminded), people: { [late.documentId]: 'family' } }).expect(200);
    expect(problemsOf(await readLink(app, { token: late.token }).expect(400))).toEqual(['token usedLink']);

    const prompt = await makePatron(app, mediatheque);
    await changeRegistration(app, prompt.documentId, { state: 'validated', validFrom: todayInParis() });
    expect((await app.smtp.mailTo(prompt.email, { subject: /validée/ })).text).not.toMatch(/mot de passe/);
  });

  test.each([
    ['invented', 'A'.repeat(43)],
    ['cut', 'abc'],
    ['empty', ''],
    ['no text', { $ne: null }],
  ])('that is %s is refused', async (_what, token) => {
    for (const answer of [await readLink(app, { token }).expect(400), await openLink(app, { token }).expect(400)])
      expect(problemsOf(answer)[0]).toMatch(/^token /);
  });

  test('opens nothing of an account that is blocked, or whose address is another by now', async () => {
    const blocked = await newcomer(app, mediatheque);
    await app.strapi.db.query(ACCOUNT).update({ where: { email: blocked.email }, data: { blocked: true } });
    expect(problemsOf(await readLink(app, { token: blocked.token }).expect(400))).toEqual(['token blockedAccount']);
    const moved = await newcomer(app, mediatheque);
    await app.strapi.db
      .query(ACCOUNT)
      .update({ where: { email: moved.email }, data: { email: `nouvelle-${moved.email}` } });
    expect(problemsOf(await readLink(app, { token: moved.token }).expect(400))).toEqual(['token goneLink']);
  });
});

describe('the code of the mail', () => {
  test('opens the same where the link does not arrive whole', async () => {
    const { documentId, email, mail } = await newcomer(app, mediatheque);
    expect(
      (await readLink(app, { email: email.toUpperCase(), code: codeIn(mail) }).expect(200)).body.data.people
    ).toHaveLength(1);
    await openLink(app, { email, code: codeIn(mail).replace(' ', ''), people: { [documentId]: 'family' } }).expect(200);
    await signIn(app, email).expect(200);
  });

  test('opens nothing for another address, and a wrong one is told alike for every address', async () => {
    const [one, other] = [await newcomer(app, mediatheque), await newcomer(app, mediatheque)];
    const wrong = [
      { email: other.email, code: codeIn(one.mail) },
      { email: 'personne@example.com', code: codeIn(one.mail) },
      { email: one.email, code: '00000000' },
    ];
    const answers = await Promise.all(wrong.map((proof) => readLink(app, proof).expect(400)));
    for (const answer of answers) expect(problemsOf(answer)).toEqual(['code wrongCode']);
  });
});

describe('a password', () => {
  test.each([
    ['missing', undefined, 'required'],
    ['too short', 'sept-77', 'tooShort'],
    ['longer than 72 bytes', 'é'.repeat(37), 'tooLong'],
    ['one that everybody has', 'MotDePasse1!', 'commonPassword'],
    ['the name of the patron', 'Hélène-1984', 'ownPassword'],
  ])('that is %s is refused with a sentence, and the link still serves', async (_what, password, code) => {
    const { documentId, email, token } = await newcomer(app, mediatheque);
    const people = { [documentId]: 'family' };
    const { body } = await openLink(app, { token, password, people }).expect(400);
    expect(body.error.details.errors).toEqual([{ field: 'password', code, message: expect.any(String) }]);
    expect(await accountOf(app, email)).toMatchObject({ confirmed: false, password: null });
    await openLink(app, { token, people }).expect(200);
  });

  test('that is changed follows the same rules', async () => {
    const { email } = await makePatron(app, mediatheque);
    const patron = await signInPatron(app, email);
    const change = (password: string) =>
      patron.post('/api/auth/change-password', { currentPassword: PASSWORD, password, passwordConfirmation: password });
    expect(problemsOf(await change('azertyuiop').expect(400))).toEqual(['password commonPassword']);
    expect(problemsOf(await change('DupontHelene7').expect(400))).toEqual(['password ownPassword']);
    await change(NEW_PASSWORD).expect(200);
  });
});

describe('a librarian', () => {
  test('sees who has not opened the account, in the list and in the window; whoever has none needs none', async () => {
    const own = await makeMediatheque(app);
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [own] });
    await makePatron(app, own, { lastName: 'Tarde' }, { confirmed: false });
    await makePatron(app, own, { lastName: 'Confirmé' });
    await makeRegistration(app, own, { lastName: 'Guichet' });
    const { data } = (await librarian.get('/rn-subscriptions/registrations?sort=name').expect(200)).body;
    expect(data.map(({ lastName, addressUnconfirmed }: Row) => [lastName, addressUnconfirmed])).toEqual([
      ['Confirmé', false],
      ['Guichet', false],
      ['Tarde', true],
    ]);
    const window = (await librarian.get(`/rn-subscriptions/registrations/${data[2].documentId}`).expect(200)).body.data;
    const conflict = await librarian
      .put(`/rn-subscriptions/registrations/${data[2].documentId}`, saveOf(window, { version: 0 }))
      .expect(409);
    expect(conflict.body.error.details.current.addressUnconfirmed).toBe(true);
  });
});

describe('a coordinator’s own wording', () => {
  const save = (kind: string, body: string) =>
    documentsOf(app, 'plugin::rn-subscriptions.mail-template').create({
      data: { kind, language: 'fr', subject: 'Votre lien', body },
    });

  test('has to hold the link, and that of a receipt gets it where it does not', async () => {
    await expect(save('account-link', 'Bonjour, demandez à la médiathèque.')).rejects.toThrow(
      /^Il manque le lien\s: écrivez {{accountLink}} là où il doit se trouver/
    );
    await expect(save('account-link', '{{#reason}}{{accountLink}}{{/reason}}')).rejects.toThrow(
      /^Il manque le lien dans le cas d’un e-mail sans {{reason}}/
    );
    await save('account-link', 'Ici : {{accountLink}}');
    await save('receipt', 'Bonjour {{patronName}}, merci.');
    const { email } = await makePatron(app, mediatheque, {}, { confirmed: false });
    const receipt = await app.smtp.mailTo(email, { subject: /^Votre lien$/ });
    expect(receipt.text).toMatch(/merci\.\n\nEncore une étape/);
    await readLink(app, { token: tokenIn(receipt) }).expect(200);
    await app.strapi.db.query('plugin::rn-subscriptions.mail-template').deleteMany({ where: { language: 'fr' } });
  });
});
