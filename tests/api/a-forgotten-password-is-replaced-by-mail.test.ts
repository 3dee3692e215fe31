import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, PASSWORD, signInPatron, type Mediatheque } from '../helpers/people';

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
const codeIn = (mail: { html?: string | false }) => /href="[^"]*\?code=([0-9a-f]+)"/.exec(String(mail.html))![1];

const patronWithLink = async () => {
  const { email } = await makePatron(app, mediatheque);
  await forgot(email).expect(200);
  const mail = await app.smtp.waitFor(isLinkMailTo(email));
  return { email, mail, code: codeIn(mail) };
};

describe('a patron who forgot the password', () => {
  test('gets a mail in French, then English, with a link to the page', async () => {
    const { mail, code } = await patronWithLink();
    expect(mail.subject).toBe('Choisissez un nouveau mot de passe — Choose a new password');
    expect(mail.from?.text).toContain('ressources-numeriques@example.org');
    expect(mail.replyTo?.text).toBe('reseau@example.org');
    expect(mail.receivers).toHaveLength(1);
    const html = String(mail.html);
    expect(html).toContain(`href="https://site.example.org/inscription/#nouveau-mot-de-passe?code=${code}"`);
    expect(html).toContain(`href="https://site.example.org/inscription/#nouveau-mot-de-passe?code=${code}&amp;lang=en"`);
    expect(html.indexOf('Vous avez demandé')).toBeLessThan(html.indexOf('You asked for'));
    expect(html).not.toMatch(/<%|undefined/);
  });

  test('chooses another, is signed in by it, and the old one and its sessions end', async () => {
    const { email } = await makePatron(app, mediatheque);
    const before = await signInPatron(app, email);
    // A session says its second only.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await forgot(email.toUpperCase()).expect(200);
    const code = codeIn(await app.smtp.waitFor(isLinkMailTo(email)));

    const { body } = await reset(code).expect(200);
    expect(body.user.email).toBe(email);
    const mine = '/api/rn-subscriptions/registrations/mine';
    await app.http().get(mine).set('Authorization', `Bearer ${body.jwt}`).expect(200);
    await before.get(mine).expect(401);
    await signIn(email, PASSWORD).expect(400);
    await signIn(email, NEW_PASSWORD).expect(200);
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
    await forgot(email).expect(200);
    const next = await app.smtp.waitFor((mail) => app.smtp.mails.indexOf(mail) >= count && isLinkMailTo(email)(mail));
    for (const wrong of [code, 'f'.repeat(128), 'nonsense', '']) await reset(wrong).expect(400);
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

  test('gets it where the mail cannot be sent, too, and the log names nobody', async () => {
    const { email } = await makePatron(app, mediatheque);
    await app.smtp.waitFor((mail) => mail.receivers[0] === email);
    app.smtp.refuseWith(550);
    await forgot(email).expect(200, { ok: true });
    const isLogged = () => /a mail with a password link was not sent: EENVELOPE RCPT 550/.test(app.logs());
    for (let tries = 0; tries < 250 && !isLogged(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    app.smtp.refuseWith(null);
    expect(isLogged()).toBe(true);
    expect(app.logs()).not.toContain(email);
  });

  test('hears what is wrong with a text that is no address', async () => {
    const { body } = await forgot('personne').expect(400);
    expect(body.error.details.errors).toEqual([{ field: 'email', code: 'invalidEmail', message: expect.stringContaining('adresse e-mail complète') }]);
  });
});

describe('at the next start', () => {
  const settings = (key: string) => app.strapi.store({ type: 'plugin', name: 'users-permissions', key });
  const stored = async () => ({ emails: (await settings('email').get({})) as any, advanced: (await settings('advanced').get({})) as any });
  /** What a start does once all plugins have booted. */
  const startAgain = (websiteUrl: string) => {
    app.strapi.config.set('plugin::rn-subscriptions.websiteUrl', websiteUrl);
    return app.strapi.service('admin::role').createRolesIfNoneExist();
  };

  test('the link follows the website’s address, and what an administrator wrote stays', async () => {
    const { emails } = await stored();
    emails.reset_password.options.message = '<p>Texte du réseau : <%= URL %>?code=<%= TOKEN %></p>';
    await settings('email').set({ value: emails });

    await startAgain('https://nouveau.example.org/');
    const after = await stored();
    expect(after.emails.reset_password.options).toMatchObject({
      message: '<p>Texte du réseau : <%= URL %>?code=<%= TOKEN %></p>',
      object: 'Choisissez un nouveau mot de passe — Choose a new password',
      response_email: 'reseau@example.org',
    });
    expect(after.advanced).toMatchObject({ allow_register: false, default_role: 'authenticated', email_reset_password: 'https://nouveau.example.org/#nouveau-mot-de-passe' });

    await settings('advanced').set({ value: { ...after.advanced, email_reset_password: 'https://portail.example.org/oubli' } });
    await startAgain('https://encore.example.org/');
    expect((await stored()).advanced.email_reset_password).toBe('https://portail.example.org/oubli');
  });
});
