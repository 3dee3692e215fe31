import { linkIn, newcomer, openLink, readLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { forgotPassword, makeMediatheque, makePatron, signIn, signInPatron, type Mediatheque } from '../helpers/people';
import { problemsOf } from '../helpers/problems';
import { until } from '../helpers/until';

const ACCOUNT = 'plugin::users-permissions.user';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const NEW_PASSWORD = 'Bouquet-de-thym-9';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

describe('« mot de passe oublié »', () => {
  test('mails the same link to an open account, with no names, and the new password ends the sessions of the old one', async () => {
    const { email } = await makePatron(app, mediatheque);
    const before = await signInPatron(app, email);
    try {
      // A session says its second only: the next one begins later.
      await app.clock(2_000);
      await forgotPassword(app, email.toUpperCase()).expect(200, { ok: true });
      const mail = await app.smtp.mailTo(email, { subject: /^Votre lien d’accès/ });
      expect(mail.text).not.toMatch(/Hélène|Dupont/);
      expect((await readLink(app, { token: tokenIn(mail) }).expect(200)).body.data).toMatchObject({
        isOpen: true,
        moves: false,
      });
      const { body } = await openLink(app, { token: tokenIn(mail), password: NEW_PASSWORD }).expect(200);
      const mine = '/api/rn-subscriptions/registrations/mine';
      await app.http().get(mine).set('Authorization', `Bearer ${body.jwt}`).expect(200);
      await before.get(mine).expect(401);
      await signIn(app, email).expect(400);
    } finally {
      await app.clock(0);
    }
  });

  test('says who waits to an address that nobody has confirmed, in the language of the page', async () => {
    const { email } = await newcomer(app, mediatheque, { firstName: 'Zoé' });
    await forgotPassword(app, email).set('Accept-Language', 'en').expect(200);
    const mail = await app.smtp.mailTo(email, { subject: /^Your link/ });
    expect(mail.text).toContain(`For whom?\nZoé: the registration at ${mediatheque.label} is waiting.`);
    expect(linkIn(mail)).toMatch(/&lang=en$/);
  });

  test('gives as many links as are asked for, of which each opens until one has', async () => {
    const { email } = await makePatron(app, mediatheque);
    await forgotPassword(app, email).expect(200);
    const first = await app.smtp.mailTo(email, { subject: /^Votre lien/ });
    try {
      await app.clock(61_000);
      await forgotPassword(app, email).expect(200);
      const second = await app.smtp.waitFor(
        (mail) =>
          mail.receivers[0] === email && /^Votre lien/.test(mail.subject ?? '') && mail.messageId !== first.messageId
      );
      await readLink(app, { token: tokenIn(second) }).expect(200);
      await openLink(app, { token: tokenIn(first), password: NEW_PASSWORD }).expect(200);
      expect(problemsOf(await openLink(app, { token: tokenIn(second) }).expect(400))).toEqual(['token usedLink']);
    } finally {
      await app.clock(0);
    }
  });

  test('answers alike for every address, and mails neither an unknown one nor a blocked account', async () => {
    const blocked = await makePatron(app, mediatheque);
    await app.strapi.db.query(ACCOUNT).update({ where: { email: blocked.email }, data: { blocked: true } });
    const known = await makePatron(app, mediatheque);
    const names = ({ headers }: { headers: object }) => Object.keys(headers).sort();
    const answers = [
      await forgotPassword(app, 'personne@example.com').expect(200),
      await forgotPassword(app, blocked.email).expect(200),
      await forgotPassword(app, known.email).expect(200),
    ];
    for (const answer of answers) {
      expect(answer.body).toEqual({ ok: true });
      expect(names(answer)).toEqual(names(answers[0]));
    }
    await app.smtp.mailTo(known.email, { subject: /^Votre lien/ });
    expect(
      app.smtp.mails.filter(
        ({ receivers, subject }) =>
          /^Votre lien/.test(subject ?? '') && ['personne@example.com', blocked.email].includes(receivers[0])
      )
    ).toEqual([]);
    expect(problemsOf(await forgotPassword(app, 'personne').expect(400))).toEqual(['email invalidEmail']);
  });

  test('is answered while the mail server is away, and the mail leaves once it is back', async () => {
    const { email } = await makePatron(app, mediatheque);
    await app.smtp.mailTo(email);
    app.smtp.refuseWith(451);
    await forgotPassword(app, email).expect(200, { ok: true });
    const queued = () =>
      app.strapi.db
        .query(OUTBOX)
        .findOne({ where: { kind: 'account-link', state: 'waiting', lastErrorCode: { $notNull: true } } });
    const waiting = await until(queued, (mail) => mail !== null);
    app.smtp.refuseWith(null);
    await app.strapi.db.query(OUTBOX).update({ where: { id: waiting.id }, data: { nextAttemptAt: '0' } });
    await openLink(app, {
      token: tokenIn(await app.smtp.mailTo(email, { subject: /^Votre lien/ })),
      password: NEW_PASSWORD,
    }).expect(200);
    expect(app.logs()).not.toContain(email);
  });

  test('and no other way of users-permissions’ own opens anything', async () => {
    const { email } = await makePatron(app, mediatheque);
    for (const [path, body] of [
      ['reset-password', { code: 'x'.repeat(43), password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD }],
      ['send-email-confirmation', { email }],
    ] as const) {
      await app.http().post(`/api/auth/${path}`).send(body).expect(404);
    }
    await app.http().get('/api/auth/email-confirmation?confirmation=abc').expect(404);
  });
});
