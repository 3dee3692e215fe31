import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, PASSWORD, signInPatron, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';

const NEW_PASSWORD = 'Bouquet-de-thym-9';
const ACCOUNT = 'plugin::users-permissions.user';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: { WEBSITE_URL: 'https://site.example.org/inscription/' } });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const forgot = (email: string) => app.http().post('/api/auth/forgot-password').send({ email });
const reset = (code: string, password = NEW_PASSWORD) =>
  app.http().post('/api/auth/reset-password').send({ code, password, passwordConfirmation: password });
const signIn = (identifier: string, password: string) => app.http().post('/api/auth/local').send({ identifier, password });

const isLinkMailTo = (email: string) => (mail: { receivers: string[]; subject?: string }) =>
  mail.receivers[0] === email && /nouveau mot de passe/.test(mail.subject ?? '');
const codeIn = (mail: { text?: string }) => /\?code=([\w-]+)/.exec(String(mail.text))![1];

const patronWithLink = async () => {
  const { email } = await makePatron(app, mediatheque);
  await forgot(email).expect(200);
  const mail = await app.smtp.waitFor(isLinkMailTo(email));
  return { email, mail, code: codeIn(mail) };
};

describe('a patron who forgot the password', () => {
  test('gets a mail of the queue in the language of the page, in text and in HTML, with a link that is at rest nowhere', async () => {
    const { email, mail, code } = await patronWithLink();
    const page = 'https://site.example.org/inscription/#nouveau-mot-de-passe?code=';
    expect(mail.subject).toBe('Choisissez un nouveau mot de passe');
    expect(mail.from?.text).toContain('ressources-numeriques@example.org');
    expect(mail.replyTo?.text).toBe('reseau@example.org');
    expect(mail.receivers).toHaveLength(1);
    expect(mail.text).toContain(`Choisissez-le ici :\n\n${page}${code}\n\nCe lien sert une seule fois, pendant 24 heures.`);
    expect(mail.html).toContain(`href="${page}${code}"`);
    const account = await app.strapi.db.query(ACCOUNT).findOne({ where: { email } });
    expect(JSON.stringify(account)).not.toContain(code);
    expect(JSON.stringify(await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findMany({ where: { accountId: account.id } }))).not.toContain(code);

    const english = await makePatron(app, mediatheque);
    await forgot(english.email).set('Accept-Language', 'en').expect(200);
    const { text } = await app.smtp.waitFor((one) => one.receivers[0] === english.email && one.subject === 'Choose a new password');
    expect(text).toMatch(/Choose it here:\n\nhttps:\S+&lang=en\n/);
  });

  test('chooses another, is signed in by it, and the old one and its sessions end', async () => {
    const { email } = await makePatron(app, mediatheque);
    const before = await signInPatron(app, email);
    const mine = '/api/rn-subscriptions/registrations/mine';
    await before.get(mine).expect(200);
    try {
      // A session says its second only: the next one begins later.
      await app.clock(2_000);
      await forgot(email.toUpperCase()).expect(200);
      const code = codeIn(await app.smtp.waitFor(isLinkMailTo(email)));

      const { body } = await reset(code).expect(200);
      expect(body.user.email).toBe(email);
      await app.http().get(mine).set('Authorization', `Bearer ${body.jwt}`).expect(200);
      await before.get(mine).expect(401);
      await signIn(email, PASSWORD).expect(400);
      await signIn(email, NEW_PASSWORD).expect(200);
    } finally {
      await app.clock(0);
    }
  });

  test('gets another link for another click a minute later, and the first opens no more', async () => {
    const { email, mail, code } = await patronWithLink();
    try {
      await app.clock(61_000);
      await forgot(email).expect(200);
      const second = await app.smtp.waitFor((one) => isLinkMailTo(email)(one) && one.messageId !== mail.messageId);
      await reset(code).expect(400);
      await reset(codeIn(second)).expect(200);
    } finally {
      await app.clock(0);
    }
  });

  test('uses a link once', async () => {
    const { email, code } = await patronWithLink();
    await reset(code).expect(200);
    const again = await reset(code, 'Encore-un-autre-1').expect(400);
    expect(again.body.error.details.errors).toEqual([{ field: 'code', code: 'goneLink', message: expect.stringContaining('n’est plus valable') }]);
    await signIn(email, NEW_PASSWORD).expect(200);
  });

  test('cannot use a link that is a day old, an older one, or an invented one', async () => {
    const { email, code } = await patronWithLink();
    await app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { passwordLinkSentAt: new Date(Date.now() - 24 * 3600 * 1000 - 1000).toISOString() } });
    await reset(code).expect(400);

    const count = app.smtp.mails.length;
    // The minute in which one more click is none.
    const { id } = await app.strapi.db.query(ACCOUNT).findOne({ where: { email } });
    await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').deleteMany({ where: { accountId: id } });
    await forgot(email).expect(200);
    const next = await app.smtp.waitFor((mail) => app.smtp.mails.indexOf(mail) >= count && isLinkMailTo(email)(mail));
    for (const wrong of [code, 'f'.repeat(43), 'nonsense', '']) await reset(wrong).expect(400);
    await app.http().post('/api/auth/reset-password').send({ code: { $ne: null }, password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD }).expect(400);
    await signIn(email, PASSWORD).expect(200);
    await reset(codeIn(next)).expect(200);
  });

  test.each([
    ['too short', 'sept-77', 'tooShort'],
    ['longer than 72 bytes', 'é'.repeat(37), 'tooLong'],
  ])('is told by field that a password is %s, and may still use the link', async (_what, password, code) => {
    const link = await patronWithLink();
    const { body } = await reset(link.code, password).expect(400);
    expect(body.error.details.errors).toEqual([{ field: 'password', code, message: expect.any(String) }]);
    await reset(link.code).expect(200);
  });
});

describe('somebody who asks for an address', () => {
  const names = ({ headers }: { headers: object }) => Object.keys(headers).sort();

  test('gets one answer, known or not, and an unknown one gets no mail', async () => {
    const { email } = await makePatron(app, mediatheque);
    const unknown = await forgot('personne@example.com').expect(200);
    const known = await forgot(email).expect(200);
    expect(known.body).toEqual({ ok: true });
    expect(unknown.body).toEqual(known.body);
    expect(names(unknown)).toEqual(names(known));
    await app.smtp.waitFor(isLinkMailTo(email));
    expect(app.smtp.mails.filter(({ receivers }) => receivers.includes('personne@example.com'))).toEqual([]);
  });

  test('gets it where the mail server is away, and the mail once it is back', async () => {
    const { email } = await makePatron(app, mediatheque);
    await app.smtp.waitFor((mail) => mail.receivers[0] === email);
    app.smtp.refuseWith(451);
    await forgot(email).expect(200, { ok: true });
    const queued = () => app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findOne({ where: { kind: 'password-link', state: 'waiting', lastErrorCode: { $notNull: true } } });
    const waiting = await until(queued, (mail) => mail !== null);
    app.smtp.refuseWith(null);
    await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').update({ where: { id: waiting.id }, data: { nextAttemptAt: '0' } });
    await reset(codeIn(await app.smtp.waitFor(isLinkMailTo(email)))).expect(200);
    expect(app.logs()).not.toContain(email);
  });

  test('gets no mail for an account that is blocked', async () => {
    const { email } = await makePatron(app, mediatheque);
    await app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { blocked: true } });
    await forgot(email).expect(200, { ok: true });
    const other = await patronWithLink();
    expect(app.smtp.mails.filter(isLinkMailTo(email))).toEqual([]);
    expect(other.code).toBeTruthy();
  });

  test('hears what is wrong with a text that is no address', async () => {
    const { body } = await forgot('personne').expect(400);
    expect(body.error.details.errors).toEqual([{ field: 'email', code: 'invalidEmail', message: expect.stringContaining('adresse e-mail complète') }]);
  });
});

describe('a coordinator’s own wording', () => {
  const save = (body: string) => app.strapi.documents('plugin::rn-subscriptions.mail-template' as never).create({ data: { kind: 'password-link', language: 'fr', subject: 'Mot de passe', body } as never });

  test('has to hold the link', async () => {
    await expect(save('Bonjour, demandez à la médiathèque.')).rejects.toThrow(/^Il manque le lien\s: écrivez {{passwordLink}} là où il doit se trouver/);
    await expect(save('{{#reason}}{{passwordLink}}{{/reason}}')).rejects.toThrow(/^Il manque le lien dans le cas d’un e-mail sans {{reason}}/);
    await save('Votre lien : {{passwordLink}}');
    const { email } = await makePatron(app, mediatheque);
    await forgot(email).expect(200);
    const mail = await app.smtp.waitFor(({ receivers, subject }) => receivers[0] === email && subject === 'Mot de passe');
    await reset(codeIn(mail)).expect(200);
  });
});
