import { createHash } from 'node:crypto';
import { formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { codeIn, linkIn, openLink, readLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  changeRegistration,
  makeMediatheque,
  makePatron,
  makeRegistration,
  makeAdmin,
  PASSWORD,
  saveOf,
  signInPatron,
  signUpData,
  type Mediatheque,
} from '../helpers/people';
import { until } from '../helpers/until';

const ACCOUNT = 'plugin::users-permissions.user';
const REGISTRATION = 'plugin::rn-subscriptions.registration';
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

const accountOf = (email: string) => app.strapi.db.query(ACCOUNT).findOne({ where: { email } });
const signUp = (data: Record<string, unknown> = {}) =>
  app.http().post('/api/rn-subscriptions/registrations').send(signUpData(mediatheque, data)).expect(202);
const signIn = (identifier: string, password = PASSWORD) =>
  app.http().post('/api/auth/local').send({ identifier, password });
const forgot = (email: string) => app.http().post('/api/auth/forgot-password').send({ email });
const peopleAt = (email: string) =>
  app.strapi.db.query(REGISTRATION).findMany({ where: { email }, orderBy: { id: 'asc' } });
const mailTo = (email: string, subject: RegExp, after = 0) =>
  app.smtp.waitFor(
    (mail) => app.smtp.mails.indexOf(mail) >= after && mail.receivers[0] === email && subject.test(mail.subject ?? '')
  );
const problemsOf = (answer: { body: any }) =>
  answer.body.error.details.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);

const newcomer = async (data: Record<string, unknown> = {}) => {
  const registration = await makePatron(app, mediatheque, data, { confirmed: false });
  const mail = await mailTo(registration.email, /demande d’inscription/);
  return { ...registration, mail, token: tokenIn(mail) };
};
const sentAgo = (token: string, age: number) =>
  app.strapi.db.query(LINK).update({
    where: { hash: createHash('sha256').update(token).digest('hex') },
    data: { sentAt: new Date(Date.now() - age).toISOString() },
  });

describe('the link of the receipt', () => {
  test('leads to a page that no server hears of, says how long it serves, has a code beside it, and is at rest nowhere', async () => {
    const { email, mail, token } = await newcomer();
    expect(linkIn(mail)).toBe(`https://site.example.org/inscription/#acces?lien=${token}`);
    expect(String(mail.html)).toContain('Choisir mon mot de passe</a>');
    expect(mail.text).toContain('une seule fois, pendant 48 heures');
    expect(codeIn(mail)).toMatch(/^\d{4} \d{4}$/);
    const held = JSON.stringify([
      await accountOf(email),
      await app.strapi.db.query(OUTBOX).findMany({}),
      await app.strapi.db.query(LINK).findMany({}),
    ]);
    for (const secret of [token, codeIn(mail), codeIn(mail).replace(' ', '')]) {
      expect(held).not.toContain(secret);
      expect(app.logs()).not.toContain(secret);
    }
  });

  test('says for whom by first name and library only, however often it is read, and changes nothing by that', async () => {
    const { documentId, email, token } = await newcomer({
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
    expect(await accountOf(email)).toMatchObject({ confirmed: false, password: null });
    await app.http().get(`/api/rn-subscriptions/account-links/read?token=${token}`).expect(404);
    await app.http().get(`/api/rn-subscriptions/account-links/open?token=${token}`).expect(404);
  });

  test('opens the account with a password, confirms its address, and signs in; once', async () => {
    const { documentId, email, token } = await newcomer();
    await signIn(email).expect(400);
    const { body } = await openLink(app, { token, people: { [documentId]: 'family' } }).expect(200);
    expect(body.user.email).toBe(email);
    const mine = await app
      .http()
      .get('/api/rn-subscriptions/registrations/mine')
      .set('Authorization', `Bearer ${body.jwt}`)
      .expect(200);
    expect(mine.body).toMatchObject({ data: [{ documentId }], meta: { addressConfirmed: true, asked: [] } });
    await signIn(email).expect(200);
    expect(
      problemsOf(await openLink(app, { token, password: NEW_PASSWORD, people: { [documentId]: 'family' } }).expect(400))
    ).toEqual(['token usedLink']);
    await signIn(email, NEW_PASSWORD).expect(400);
  });

  test('serves for 48 hours after its mail', async () => {
    const { documentId, token } = await newcomer();
    await sentAgo(token, 48 * HOUR + 1000);
    expect(problemsOf(await readLink(app, { token }).expect(400))).toEqual(['token expiredLink']);
    expect(problemsOf(await openLink(app, { token, people: { [documentId]: 'family' } }).expect(400))).toEqual([
      'token expiredLink',
    ]);
    await sentAgo(token, 48 * HOUR - 60_000);
    await openLink(app, { token, people: { [documentId]: 'family' } }).expect(200);
  });

  test('stands in the validation, too, where nobody has followed it; both open, and nobody who has is reminded', async () => {
    const late = await newcomer();
    await changeRegistration(app, late.documentId, { state: 'validated', validFrom: todayInParis() });
    const reminded = await mailTo(late.email, /validée/);
    expect(reminded.text).toMatch(/Encore une étape, sans laquelle les ressources ne s’ouvrent pas/);
    expect(tokenIn(reminded)).not.toBe(late.token);
    await readLink(app, { token: late.token }).expect(200);
    await openLink(app, { token: tokenIn(reminded), people: { [late.documentId]: 'family' } }).expect(200);
    expect(problemsOf(await readLink(app, { token: late.token }).expect(400))).toEqual(['token usedLink']);

    const prompt = await makePatron(app, mediatheque);
    await changeRegistration(app, prompt.documentId, { state: 'validated', validFrom: todayInParis() });
    expect((await mailTo(prompt.email, /validée/)).text).not.toMatch(/mot de passe/);
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
    const blocked = await newcomer();
    await app.strapi.db.query(ACCOUNT).update({ where: { email: blocked.email }, data: { blocked: true } });
    expect(problemsOf(await readLink(app, { token: blocked.token }).expect(400))).toEqual(['token blockedAccount']);
    const moved = await newcomer();
    await app.strapi.db
      .query(ACCOUNT)
      .update({ where: { email: moved.email }, data: { email: `nouvelle-${moved.email}` } });
    expect(problemsOf(await readLink(app, { token: moved.token }).expect(400))).toEqual(['token goneLink']);
  });
});

describe('the code of the mail', () => {
  test('opens the same where the link does not arrive whole', async () => {
    const { documentId, email, mail } = await newcomer();
    expect(
      (await readLink(app, { email: email.toUpperCase(), code: codeIn(mail) }).expect(200)).body.data.people
    ).toHaveLength(1);
    await openLink(app, { email, code: codeIn(mail).replace(' ', ''), people: { [documentId]: 'family' } }).expect(200);
    await signIn(email).expect(200);
  });

  test('opens nothing for another address, and a wrong one is told alike for every address', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const wrong = [
      { email: other.email, code: codeIn(one.mail) },
      { email: 'personne@example.com', code: codeIn(one.mail) },
      { email: one.email, code: '00000000' },
    ];
    const answers = await Promise.all(wrong.map((proof) => readLink(app, proof).expect(400)));
    for (const answer of answers) expect(problemsOf(answer)).toEqual(['code wrongCode']);
  });
});

describe('« mot de passe oublié »', () => {
  test('mails the same link to an open account, with no names, and the new password ends the sessions of the old one', async () => {
    const { email } = await makePatron(app, mediatheque);
    const before = await signInPatron(app, email);
    try {
      // A session says its second only: the next one begins later.
      await app.clock(2_000);
      await forgot(email.toUpperCase()).expect(200, { ok: true });
      const mail = await mailTo(email, /^Votre lien d’accès/);
      expect(mail.text).not.toMatch(/Hélène|Dupont/);
      expect((await readLink(app, { token: tokenIn(mail) }).expect(200)).body.data).toMatchObject({
        isOpen: true,
        moves: false,
      });
      const { body } = await openLink(app, { token: tokenIn(mail), password: NEW_PASSWORD }).expect(200);
      const mine = '/api/rn-subscriptions/registrations/mine';
      await app.http().get(mine).set('Authorization', `Bearer ${body.jwt}`).expect(200);
      await before.get(mine).expect(401);
      await signIn(email).expect(400);
    } finally {
      await app.clock(0);
    }
  });

  test('says who waits to an address that nobody has confirmed, in the language of the page', async () => {
    const { email } = await newcomer({ firstName: 'Zoé' });
    await forgot(email).set('Accept-Language', 'en').expect(200);
    const mail = await mailTo(email, /^Your link/);
    expect(mail.text).toContain(`For whom?\nZoé: the registration at ${mediatheque.label} is waiting.`);
    expect(linkIn(mail)).toMatch(/&lang=en$/);
  });

  test('gives as many links as are asked for, of which each opens until one has', async () => {
    const { email } = await makePatron(app, mediatheque);
    await forgot(email).expect(200);
    const first = await mailTo(email, /^Votre lien/);
    try {
      await app.clock(61_000);
      await forgot(email).expect(200);
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
      await forgot('personne@example.com').expect(200),
      await forgot(blocked.email).expect(200),
      await forgot(known.email).expect(200),
    ];
    for (const answer of answers) {
      expect(answer.body).toEqual({ ok: true });
      expect(names(answer)).toEqual(names(answers[0]));
    }
    await mailTo(known.email, /^Votre lien/);
    expect(
      app.smtp.mails.filter(
        ({ receivers, subject }) =>
          /^Votre lien/.test(subject ?? '') && ['personne@example.com', blocked.email].includes(receivers[0])
      )
    ).toEqual([]);
    expect(problemsOf(await forgot('personne').expect(400))).toEqual(['email invalidEmail']);
  });

  test('is answered while the mail server is away, and the mail leaves once it is back', async () => {
    const { email } = await makePatron(app, mediatheque);
    await app.smtp.waitFor((mail) => mail.receivers[0] === email);
    app.smtp.refuseWith(451);
    await forgot(email).expect(200, { ok: true });
    const queued = () =>
      app.strapi.db
        .query(OUTBOX)
        .findOne({ where: { kind: 'account-link', state: 'waiting', lastErrorCode: { $notNull: true } } });
    const waiting = await until(queued, (mail) => mail !== null);
    app.smtp.refuseWith(null);
    await app.strapi.db.query(OUTBOX).update({ where: { id: waiting.id }, data: { nextAttemptAt: '0' } });
    await openLink(app, { token: tokenIn(await mailTo(email, /^Votre lien/)), password: NEW_PASSWORD }).expect(200);
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

describe('a password', () => {
  test.each([
    ['missing', undefined, 'required'],
    ['too short', 'sept-77', 'tooShort'],
    ['longer than 72 bytes', 'é'.repeat(37), 'tooLong'],
    ['one that everybody has', 'MotDePasse1!', 'commonPassword'],
    ['the name of the patron', 'Hélène-1984', 'ownPassword'],
  ])('that is %s is refused with a sentence, and the link still serves', async (_what, password, code) => {
    const { documentId, email, token } = await newcomer();
    const people = { [documentId]: 'family' };
    const { body } = await openLink(app, { token, password, people }).expect(400);
    expect(body.error.details.errors).toEqual([{ field: 'password', code, message: expect.any(String) }]);
    expect(await accountOf(email)).toMatchObject({ confirmed: false, password: null });
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

describe('those who were asked for at one address', () => {
  const family = { lastName: 'Martin', birthDate: '1985-01-02' };

  test('each count, up to six, each with a mail that names them and a library that sees them at once', async () => {
    const email = 'famille@example.com';
    const names = ['Alice', 'Bruno', 'Chloé', 'David', 'Emma', 'Farid'];
    for (const firstName of names) await signUp({ ...family, firstName, email });
    expect((await peopleAt(email)).map(({ firstName }: { firstName: string }) => firstName)).toEqual(names);
    for (const firstName of names) {
      await app.smtp.waitFor(
        (mail) => mail.receivers[0] === email && String(mail.text).startsWith(`Bonjour ${firstName} Martin`)
      );
      await app.smtp.waitFor(
        (mail) =>
          mail.receivers[0] === mediatheque.email &&
          mail.subject === `Nouvelle demande d’inscription : ${firstName} Martin`
      );
    }

    const before = app.smtp.mails.length;
    await signUp({ ...family, firstName: 'Septième', email });
    expect((await mailTo(email, /^Votre lien/, before)).text).toContain('une adresse réunit au plus 6 personnes');
    expect(await peopleAt(email)).toHaveLength(6);
  });

  test('are not doubled by a second click, which mails the link again', async () => {
    const { email } = await newcomer({ firstName: 'Léa' });
    await signUp({ firstName: 'LEA', email });
    await readLink(app, { token: tokenIn(await mailTo(email, /^Votre lien/)) }).expect(200);
    expect(await peopleAt(email)).toHaveLength(1);
  });

  test('are decided about by whoever opens the link: a stranger who was first gets nothing, and the library is told', async () => {
    const email = 'victime@example.com';
    const strangers = await makeMediatheque(app);
    await app
      .http()
      .post('/api/rn-subscriptions/registrations')
      .send(signUpData(strangers, { firstName: 'Inconnu', email }))
      .expect(202);
    await signUp({ firstName: 'Vraie', lastName: 'Personne', email });
    const receipt = await app.smtp.waitFor(
      (mail) => mail.receivers[0] === email && String(mail.text).startsWith('Bonjour Vraie')
    );
    const { people } = (await readLink(app, { token: tokenIn(receipt) }).expect(200)).body.data;
    expect(people.map(({ firstName }: { firstName: string }) => firstName)).toEqual(['Inconnu', 'Vraie']);
    const [stranger, own] = people.map(({ documentId }: { documentId: string }) => documentId);

    expect(
      problemsOf(await openLink(app, { token: tokenIn(receipt), people: { [own]: 'family' } }).expect(400))
    ).toEqual(['people undecided']);
    await openLink(app, { token: tokenIn(receipt), people: { [own]: 'family', [stranger]: 'unknown' } }).expect(200);

    expect((await peopleAt(email)).map(({ documentId }: { documentId: string }) => documentId)).toEqual([own]);
    const told = await mailTo(strangers.email, /est effacée$/);
    expect(told.text).toContain(
      `Une inscription demandée le ${formatDate(todayInParis(), 'fr')} auprès de votre médiathèque, ${strangers.label}`
    );
    expect(`${told.subject}${told.text}`).not.toMatch(/Inconnu|Dupont|victime/);
    const patron = await signInPatron(app, email);
    expect((await patron.get('/api/rn-subscriptions/registrations/mine').expect(200)).body.data).toHaveLength(1);
  });

  test('leave no account where nobody is known, and nothing but a typed answer does that', async () => {
    const { documentId, email, token } = await newcomer();
    expect(
      problemsOf(await openLink(app, { token, password: undefined, people: { [documentId]: 'family' } }).expect(400))
    ).toEqual(['password required']);
    const { body } = await openLink(app, { token, password: undefined, people: { [documentId]: 'unknown' } }).expect(
      200
    );
    expect(body.data).toEqual({
      erased: true,
      message: 'Ces demandes sont effacées, et les médiathèques sont prévenues.',
    });
    expect(await accountOf(email)).toBeNull();
    expect(await peopleAt(email)).toEqual([]);
    expect(
      await app.strapi.db.query(LINK).count({ where: { hash: createHash('sha256').update(token).digest('hex') } })
    ).toBe(0);
  });

  test('are decided about by one of two who open at once', async () => {
    const { documentId, email, token } = await newcomer();
    const answers = await Promise.all(
      [PASSWORD, NEW_PASSWORD].map((password) => openLink(app, { token, password, people: { [documentId]: 'family' } }))
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    const won = answers[0].status === 200 ? PASSWORD : NEW_PASSWORD;
    await signIn(email, won).expect(200);
  });
});

describe('somebody who is asked for at an open account', () => {
  const ASKED = '/api/rn-subscriptions/asked-people';
  const MINE = '/api/rn-subscriptions/registrations/mine';

  const askFor = async (data: Record<string, unknown> = {}) => {
    const owner = await makePatron(app, mediatheque);
    const library = await makeMediatheque(app);
    await app
      .http()
      .post('/api/rn-subscriptions/registrations')
      .send(signUpData(library, { firstName: 'Noé', email: owner.email, ...data }))
      .expect(202);
    const mail = await mailTo(owner.email, /^Une inscription est demandée/);
    const patron = await signInPatron(app, owner.email);
    return { owner, library, mail, patron, asked: (await patron.get(MINE).expect(200)).body.meta.asked };
  };

  test('is named by the mail, by first name and library, and neither there nor at the library before its owner says so', async () => {
    const { owner, library, mail, patron, asked } = await askFor();
    expect(mail.subject).toBe(`Une inscription est demandée pour Noé (${library.label})`);
    expect(mail.text).not.toContain('Dupont');
    expect((await readLink(app, { token: tokenIn(mail) }).expect(200)).body.data).toMatchObject({
      isOpen: true,
      asked: [{ firstName: 'Noé', mediatheque: library.label }],
    });
    expect(asked).toEqual([
      { documentId: expect.any(String), firstName: 'Noé', mediatheque: library.label, askedAt: expect.any(String) },
    ]);
    expect(await peopleAt(owner.email)).toHaveLength(1);
    expect(app.smtp.mails.filter(({ receivers }) => receivers[0] === library.email)).toEqual([]);

    const added = await patron.post(`${ASKED}/${asked[0].documentId}`, { belongs: 'family' }).expect(201);
    expect(added.body.data).toMatchObject({ firstName: 'Noé', email: owner.email, status: 'pending' });
    await mailTo(library.email, /^Nouvelle demande/);
    expect((await patron.get(MINE).expect(200)).body).toMatchObject({
      data: [{}, { firstName: 'Noé' }],
      meta: { asked: [] },
    });
    await patron.post(`${ASKED}/${asked[0].documentId}`, { belongs: 'family' }).expect(404);
  });

  test('is forgotten where the owner does not know them', async () => {
    const { owner, library, patron, asked } = await askFor();
    await patron.post(`${ASKED}/${asked[0].documentId}`, { belongs: 'unknown' }).expect(204);
    expect((await patron.get(MINE).expect(200)).body.meta.asked).toEqual([]);
    expect(await peopleAt(owner.email)).toHaveLength(1);
    expect(app.smtp.mails.filter(({ receivers }) => receivers[0] === library.email)).toEqual([]);
  });

  test('is nobody else’s to decide about', async () => {
    const { asked } = await askFor();
    const stranger = await signInPatron(app, (await makePatron(app, mediatheque)).email);
    for (const belongs of ['family', 'unknown'])
      await stranger.post(`${ASKED}/${asked[0].documentId}`, { belongs }).expect(404);
    await app.http().post(`${ASKED}/${asked[0].documentId}`).send({ belongs: 'family' }).expect(401);
    expect(
      problemsOf(await stranger.post(`${ASKED}/${asked[0].documentId}`, { belongs: 'maybe' }).expect(400))
    ).toEqual(['belongs invalidChoice']);
  });

  test('leaves with the account, and after as many days as an unconfirmed request', async () => {
    const { owner, patron } = await askFor();
    const held = () =>
      app.strapi.db.query('plugin::rn-subscriptions.asked-person').findMany({ where: { firstName: 'Oubliée' } });
    await app
      .http()
      .post('/api/rn-subscriptions/registrations')
      .send(signUpData(mediatheque, { firstName: 'Oubliée', email: owner.email }))
      .expect(202);
    expect(await held()).toHaveLength(1);
    await patron.delete('/api/rn-subscriptions/account', { password: PASSWORD }).expect(204);
    expect(await held()).toEqual([]);

    const other = await askFor({ firstName: 'Oubliée' });
    await app.strapi.db.query('plugin::rn-subscriptions.asked-person').update({
      where: { documentId: other.asked[0].documentId },
      data: { askedAt: new Date(Date.now() - 31 * 24 * HOUR).toISOString() },
    });
    await app.strapi.plugin('rn-subscriptions').service('retention').run({ day: '2031-01-01', today: todayInParis() });
    expect(await held()).toEqual([]);
  });
});

describe('whoever is signed in without having proved to read the mails of the address', () => {
  const unproven = async () => {
    const { id, email } = await makePatron(app, mediatheque);
    const patron = await signInPatron(app, email);
    await app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { confirmed: false } });
    return { id, email, patron };
  };

  test('sees, takes, adds and erases nobody', async () => {
    const { email, patron } = await unproven();
    expect((await patron.get('/api/rn-subscriptions/registrations/mine').expect(200)).body).toEqual({
      data: [],
      meta: { addressConfirmed: false, newAddress: null, asked: [], most: 6 },
    });
    const refused = [
      await patron.get('/api/rn-subscriptions/account/export').expect(403),
      await patron.delete('/api/rn-subscriptions/account', { password: PASSWORD }).expect(403),
      await patron
        .post('/api/rn-subscriptions/registrations/mine', {
          lastName: 'A',
          firstName: 'B',
          birthDate: '1980-01-01',
          mediatheque: mediatheque.documentId,
        })
        .expect(403),
      await patron
        .post('/api/rn-subscriptions/asked-people/abcdefghijklmnopqrstuvwx', { belongs: 'family' })
        .expect(403),
    ];
    for (const { body } of refused)
      expect(body.error.message).toBe('Confirmez d’abord votre adresse e-mail, avec le lien que vous y recevez.');
    expect(await peopleAt(email)).toHaveLength(1);
  });

  test('is mailed the link, and sees all of it once it is followed', async () => {
    const { email, patron } = await unproven();
    const { documentId } = (await peopleAt(email))[0];
    const asked = await patron.post('/api/rn-subscriptions/account-links').set('Accept-Language', 'en').expect(200);
    expect(asked.body.data.message).toContain('new link is on its way');
    await openLink(app, {
      token: tokenIn(await mailTo(email, /^Your link/)),
      people: { [documentId]: 'family' },
    }).expect(200);
    const again = await signInPatron(app, email);
    expect((await again.post('/api/rn-subscriptions/account-links').expect(200)).body.data.message).toBe(
      'Votre adresse e-mail est confirmée.'
    );
    await app.http().post('/api/rn-subscriptions/account-links').expect(401);
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
    expect(data.map((row: any) => [row.lastName, row.addressUnconfirmed])).toEqual([
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
    const receipt = await mailTo(email, /^Votre lien$/);
    expect(receipt.text).toMatch(/merci\.\n\nEncore une étape/);
    await readLink(app, { token: tokenIn(receipt) }).expect(200);
    await app.strapi.db.query('plugin::rn-subscriptions.mail-template').deleteMany({ where: { language: 'fr' } });
  });
});
