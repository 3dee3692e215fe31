import { createHash } from 'node:crypto';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { changeRegistration, makeAdmin, makeMediatheque, makePatron, makeRegistration, saveOf, signInPatron, type Mediatheque } from '../helpers/people';
import { confirmationLinkIn } from '../helpers/website-page';

const ACCOUNT = 'plugin::users-permissions.user';
const MINE = '/api/rn-subscriptions/registrations/mine';
const HOUR = 3600 * 1000;

let app: App;
let mediatheque: Mediatheque;
let resource: { documentId: string };

beforeAll(async () => {
  app = await startApp({ env: { WEBSITE_URL: 'https://site.example.org/inscription/' } });
  mediatheque = await makeMediatheque(app);
  resource = await app.strapi.documents('api::digital-resource.digital-resource').create({
    data: { name: 'Presse', category: 'presse', address: 'https://presse.example.org/' },
  });
});
afterAll(() => app.stop());

const accountOf = (email: string) => app.strapi.db.query(ACCOUNT).findOne({ where: { email } });
const confirm = (token: unknown) => app.http().post('/api/rn-subscriptions/address-confirmations').send({ token });
const tokenIn = (mail: { text?: string }) => /token=([\w-]+)/.exec(confirmationLinkIn(mail))![1];
const mailTo = (email: string, subject: RegExp) => app.smtp.waitFor((mail) => mail.receivers[0] === email && subject.test(mail.subject ?? ''));
const codeOf = (answer: { body: any }) => answer.body.error.details.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);

const newPatron = async () => {
  const registration = await makePatron(app, mediatheque, {}, { confirmed: false });
  const receipt = await mailTo(registration.email, /demande d’inscription/);
  return { registration, email: registration.email, receipt, token: tokenIn(receipt) };
};
const validate = (documentId: string) => changeRegistration(app, documentId, { state: 'validated', validFrom: todayInParis() });

describe('the link of the receipt', () => {
  test('leads to a page that no server hears of, says how long it serves, and is at rest nowhere', async () => {
    const { email, receipt, token } = await newPatron();
    expect(confirmationLinkIn(receipt)).toBe(`https://site.example.org/inscription/#confirmation?token=${token}`);
    expect(String(receipt.html)).toContain('Confirmer mon adresse</a>');
    expect(receipt.text).toContain('une seule fois, pendant 48 heures');
    expect(app.smtp.mails.filter(({ receivers }) => receivers[0] === email)).toHaveLength(1);

    const account = await accountOf(email);
    expect(account.confirmationHash).toBe(createHash('sha256').update(token).digest('hex'));
    const queued = await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findMany({});
    expect(JSON.stringify([account, queued])).not.toContain(token);
    expect(app.logs()).not.toContain(token);
  });

  test('confirms once, by a POST and not by a GET, and says so when it is used again', async () => {
    const { email, token } = await newPatron();
    await app.http().get(`/api/rn-subscriptions/address-confirmations?token=${token}`).expect(404);
    await app.http().get(`/api/auth/email-confirmation?confirmation=${token}`).expect(404);
    expect((await accountOf(email)).confirmed).toBe(false);

    expect((await confirm(token).expect(200)).body.data.message).toBe('Votre adresse e-mail est confirmée.');
    expect((await accountOf(email)).confirmed).toBe(true);
    expect(codeOf(await confirm(token).expect(400))).toEqual(['token usedLink']);
    await app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { confirmed: false } });
    expect(codeOf(await confirm(token).expect(400))).toEqual(['token expiredLink']);
  });

  test('serves for 48 hours', async () => {
    const { email, token } = await newPatron();
    const sentAgo = (age: number) => app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { confirmationSentAt: new Date(Date.now() - age).toISOString() } });
    await sentAgo(48 * HOUR + 1000);
    expect(codeOf(await confirm(token).expect(400))).toEqual(['token expiredLink']);
    expect((await accountOf(email)).confirmed).toBe(false);
    await sentAgo(48 * HOUR - 60_000);
    await confirm(token).expect(200);
  });

  test.each([['invented', 'A'.repeat(43)], ['cut', 'abc'], ['empty', ''], ['no text', { $ne: null }]])('that is %s is refused', async (_what, token) => {
    const { body } = await confirm(token).expect(400);
    expect(body.error.details.errors[0].field).toBe('token');
  });
});

describe('access', () => {
  const open = (patron: { post: (path: string) => any }) => patron.post(`/api/digital-resources/${resource.documentId}/open`);

  test('opens once the address is confirmed, although the library has validated before', async () => {
    const { registration, email, token } = await newPatron();
    await validate(registration.documentId);
    const patron = await signInPatron(app, email);
    const refused = await open(patron).expect(403);
    expect(refused.body.error).toMatchObject({ details: { reason: 'addressUnconfirmed' }, message: expect.stringContaining('n’est pas encore confirmée') });
    const before = (await patron.get(MINE).expect(200)).body;
    expect(before.meta).toEqual({ addressConfirmed: false, newAddress: null, most: 6 });
    expect(before.data[0].access).toMatchObject({ open: false, reason: 'addressUnconfirmed' });

    await confirm(token).expect(200);
    await open(patron).expect(200);
    expect((await patron.get(MINE)).body).toMatchObject({ meta: { addressConfirmed: true }, data: [{ access: { open: true } }] });
  });

  test('is spoken of in the validation mail, with the same link, to who has not confirmed, and to nobody else', async () => {
    const late = await newPatron();
    await validate(late.registration.documentId);
    const reminded = await mailTo(late.email, /validée/);
    expect(reminded.text).toContain('Encore une étape\u00a0: confirmez votre adresse');
    expect(tokenIn(reminded)).toBe(late.token);

    const prompt = await newPatron();
    await confirm(prompt.token).expect(200);
    await validate(prompt.registration.documentId);
    expect((await mailTo(prompt.email, /validée/)).text).not.toMatch(/confirm/i);
  });

  test('opens by a new password chosen through the mailed link, which proves the address too', async () => {
    const { registration, email } = await newPatron();
    await validate(registration.documentId);
    await app.http().post('/api/auth/forgot-password').send({ email }).expect(200);
    const code = /\?code=([\w-]+)/.exec(String((await mailTo(email, /nouveau mot de passe/)).text))![1];
    const { body } = await app.http().post('/api/auth/reset-password').send({ code, password: 'Bouquet-de-thym-9', passwordConfirmation: 'Bouquet-de-thym-9' }).expect(200);
    await open({ post: (path) => app.http().post(path).set('Authorization', `Bearer ${body.jwt}`) }).expect(200);
  });
});

describe('a patron who is signed in', () => {
  const again = '/api/rn-subscriptions/address-confirmations/again';

  test('gets another mail with a link that serves again, in the language of the page', async () => {
    const { email, token } = await newPatron();
    await app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { confirmationSentAt: new Date(Date.now() - 72 * HOUR).toISOString() } });
    const patron = await signInPatron(app, email);
    const { body } = await patron.post(again).set('Accept-Language', 'en').expect(200);
    expect(body.data.message).toContain('new link is on its way');
    const mail = await mailTo(email, /^Confirm your e-mail address$/);
    expect(confirmationLinkIn(mail)).toBe(`https://site.example.org/inscription/#confirmation?token=${token}&lang=en`);
    await confirm(token).expect(200);
    expect((await patron.post(again).expect(200)).body.data.message).toBe('Votre adresse e-mail est confirmée.');
  });

  test('has to be signed in, and cannot be mailed by users-permissions’ own route', async () => {
    const { email } = await newPatron();
    await app.http().post(again).expect(401);
    await app.http().post('/api/auth/send-email-confirmation').send({ email }).expect(404);
  });
});

test('another address of an account is not confirmed, and no link that was mailed to the old one opens', async () => {
  const { email, token } = await newPatron();
  await confirm(token).expect(200);
  const other = `nouvelle-${email}`;
  const { id } = await accountOf(email);
  await app.strapi.db.query(ACCOUNT).update({ where: { id }, data: { resetPasswordToken: 'a'.repeat(128) } });
  await app.strapi.db.query(ACCOUNT).update({ where: { id }, data: { email: other, confirmed: true } });
  expect(await accountOf(other)).toMatchObject({ confirmed: false, confirmationHash: null, resetPasswordToken: null });
  expect(codeOf(await confirm(token).expect(400))).toEqual(['token goneLink']);
});

test('another link, asked for while the account is being erased, is asked for by nobody', async () => {
  const { queueAgain } = app.strapi.plugin('rn-subscriptions').service('addressConfirmations');
  await expect(queueAgain(0, 'fr')).rejects.toMatchObject({ name: 'UnauthorizedError', message: 'Connectez-vous pour continuer.' });
});

describe('a librarian', () => {
  test('sees who has not confirmed, in the list and in the window; whoever has no account needs no confirmation', async () => {
    const own = await makeMediatheque(app);
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [own] });
    await makePatron(app, own, { lastName: 'Tarde' }, { confirmed: false });
    await makePatron(app, own, { lastName: 'Confirmé' });
    await makeRegistration(app, own, { lastName: 'Guichet' });
    const { data } = (await librarian.get('/rn-subscriptions/registrations?sort=name').expect(200)).body;
    expect(data.map((row: any) => [row.lastName, row.addressUnconfirmed])).toEqual([['Confirmé', false], ['Guichet', false], ['Tarde', true]]);
    const window = (await librarian.get(`/rn-subscriptions/registrations/${data[2].documentId}`).expect(200)).body.data;
    expect(window.addressUnconfirmed).toBe(true);
    const conflict = await librarian.put(`/rn-subscriptions/registrations/${data[2].documentId}`, saveOf(window, { version: 0 })).expect(409);
    expect(conflict.body.error.details.current.addressUnconfirmed).toBe(true);
  });

  test('whose wording of the receipt says nothing of the confirmation leaves nobody without the link', async () => {
    const templates = app.strapi.db.query('plugin::rn-subscriptions.mail-template');
    const { id } = await templates.create({ data: { kind: 'receipt', language: 'fr', subject: 'Merci de votre demande d’inscription', body: 'Bonjour {{patronName}}, merci.' } });
    const { token } = await newPatron();
    await templates.delete({ where: { id } });
    await confirm(token).expect(200);
  });
});
