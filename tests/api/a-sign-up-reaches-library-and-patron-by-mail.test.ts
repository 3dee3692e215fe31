import { TICK_MS } from '../../src/plugins/rn-subscriptions/server/src/sign-up/answer-on-tick';
import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, signUpData, type Mediatheque } from '../helpers/people';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Crèvecœur', email: 'creve@example.org' });
});
afterAll(() => app.stop());

const signUp = (body: object) => app.http().post('/api/rn-subscriptions/registrations').send(body);

describe('a sign-up', () => {
  test('is answered with 202 and mailed to the library, with a link, and to the patron', async () => {
    const patron = signUpData(mediatheque);
    const answer = await signUp(patron).expect(202);
    expect(answer.body).toEqual({ data: { message: expect.stringContaining('Votre demande est reçue') } });

    const toLibrary = await app.smtp.mailTo('creve@example.org');
    const stored = await app.strapi.db
      .query('plugin::rn-subscriptions.registration')
      .findOne({ where: { email: patron.email } });
    expect(toLibrary.subject).toBe('Nouvelle demande d’inscription : Hélène Dupont');
    expect(toLibrary.text).toContain(`/admin/plugins/rn-subscriptions?patron=${stored.documentId}`);
    expect(toLibrary.headers.get('auto-submitted')).toBe('auto-generated');

    const toPatron = await app.smtp.mailTo(patron.email);
    expect(toPatron.text).toContain('Crèvecœur — Bibliothèque municipale');
    expect(toPatron.replyTo?.text).toBe('creve@example.org');
    expect(toPatron.html).toContain('Bonjour Hélène Dupont');
  });

  test('is mailed in English to a patron who asked in English', async () => {
    const patron = signUpData(mediatheque);
    await signUp(patron).set('Accept-Language', 'en-GB,en;q=0.9').expect(202);
    const receipt = await app.smtp.mailTo(patron.email);
    expect(receipt.subject).toBe('Your request for the digital resources');
  });

  test('with a known address gets the same answer, and a mail, whoever is known there', async () => {
    const patron = await makePatron(app, mediatheque);
    const names = ({ headers }: { headers: object }) => Object.keys(headers).sort();
    const [unknown, known] = [
      await signUp(signUpData(mediatheque)).expect(202),
      await signUp(signUpData(mediatheque, { email: patron.email.toUpperCase(), lastName: 'Autre' })).expect(202),
    ];
    expect(known.body).toEqual(unknown.body);
    expect(names(known)).toEqual(names(unknown));
    await app.smtp.mailTo(patron.email, { subject: /^Une inscription est demandée/ });
    expect(
      await app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email: patron.email } })
    ).toBe(1);
  });

  test('takes the same time whether the address is unknown, known, not confirmed, blocked, full or erased, and mails it each time', async () => {
    const account = app.strapi.db.query('plugin::users-permissions.user');
    const addressOf = async (change?: (where: { email: string }) => Promise<unknown>) => {
      const { email } = await makePatron(app, mediatheque, {}, { confirmed: false });
      await change?.({ email });
      return email;
    };
    const addresses = {
      unknown: signUpData(mediatheque).email,
      known: await addressOf((where) => account.update({ where, data: { confirmed: true } })),
      unconfirmed: await addressOf(),
      blocked: await addressOf((where) => account.update({ where, data: { blocked: true } })),
      full: await addressOf(async ({ email }) => {
        for (const firstName of ['A', 'B', 'C', 'D', 'E'])
          await signUp(signUpData(mediatheque, { email, firstName })).expect(202);
      }),
      erased: await addressOf((where) => account.delete({ where })),
    };
    const answers = [];
    for (const [kind, email] of Object.entries(addresses)) {
      const start = performance.now();
      const { status, body } = await signUp(signUpData(mediatheque, { email, firstName: 'Nouvelle' }));
      answers.push({ kind, status, body, isOnTheBeat: performance.now() - start >= TICK_MS - 2 });
      await app.smtp.mailTo(email, { text: /Nouvelle|au plus 6 personnes/ });
    }
    const [first] = answers;
    expect(first).toMatchObject({ status: 202, isOnTheBeat: true });
    for (const answer of answers) expect(answer).toEqual({ ...first, kind: answer.kind });
  });

  test('is not given away by a sign-in either, which compares a password only where there is one', async () => {
    const { email } = await makePatron(app, mediatheque);
    const answers = [];
    for (const identifier of [email, signUpData(mediatheque).email]) {
      const start = performance.now();
      const { status, body } = await app
        .http()
        .post('/api/auth/local')
        .send({ identifier, password: 'un autre mot de passe' });
      answers.push({ status, body, isOnTheBeat: performance.now() - start >= TICK_MS - 2 });
    }
    expect(answers[0]).toMatchObject({ status: 400, isOnTheBeat: true });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('eight at once with one address make one account, one registration and no error', async () => {
    const patron = signUpData(mediatheque);
    const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(patron)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(await app.strapi.db.query('plugin::users-permissions.user').count({ where: { email: patron.email } })).toBe(
      1
    );
    expect(
      await app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email: patron.email } })
    ).toBe(1);
  });

  test('to a library without an address is mailed to the network instead', async () => {
    const poor = await makeMediatheque(app, { email: null });
    await signUp(signUpData(poor, { lastName: 'Sansadresse' })).expect(202);
    await app.smtp.mailTo('reseau@example.org', { subject: /Sansadresse/ });
  });

  test('leaves nothing behind when the registration cannot be written', async () => {
    const patron = signUpData(mediatheque);
    const unsubscribe = app.strapi.db.lifecycles.subscribe({
      models: ['plugin::rn-subscriptions.registration-event'],
      beforeCreateMany: () => {
        throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
      },
    });
    await signUp(patron).expect(503);
    unsubscribe();
    expect(await app.strapi.db.query('plugin::users-permissions.user').count({ where: { email: patron.email } })).toBe(
      0
    );
    expect(
      await app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email: patron.email } })
    ).toBe(0);
    await signUp(patron).expect(202);
  });
});
