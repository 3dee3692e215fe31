import { createHash } from 'node:crypto';
import { formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { newcomer, openLink, readLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import {
  accountOf,
  makeMediatheque,
  makePatron,
  PASSWORD,
  signIn,
  signInPatron,
  signUp,
  type Mediatheque,
  type Registration,
} from '../helpers/people';
import { problemsOf } from '../helpers/problems';

const ACCOUNT = 'plugin::users-permissions.user';
const LINK = 'plugin::rn-subscriptions.account-link';
const NEW_PASSWORD = 'Bouquet-de-thym-9';
const HOUR = 3600 * 1000;

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const peopleAt = (email: string): Promise<Registration[]> =>
  app.strapi.db.query('plugin::rn-subscriptions.registration').findMany({ where: { email }, orderBy: { id: 'asc' } });

describe('those who were asked for at one address', () => {
  const family = { lastName: 'Martin', birthDate: '1985-01-02' };

  test('each count, up to six, each with a mail that names them and a library that sees them at once', async () => {
    const email = 'famille@example.com';
    const names = ['Alice', 'Bruno', 'Chloé', 'David', 'Emma', 'Farid'];
    for (const firstName of names) await signUp(app, mediatheque, { ...family, firstName, email }).expect(202);
    expect((await peopleAt(email)).map(({ firstName }: { firstName: string }) => firstName)).toEqual(names);
    for (const firstName of names) {
      await app.smtp.mailTo(email, { text: new RegExp(`^Bonjour ${firstName} Martin`) });
      await app.smtp.mailTo(mediatheque.email, { subject: `Nouvelle demande d’inscription : ${firstName} Martin` });
    }

    const before = app.smtp.mails.length;
    await signUp(app, mediatheque, { ...family, firstName: 'Septième', email }).expect(202);
    expect((await app.smtp.mailTo(email, { subject: /^Votre lien/, after: before })).text).toContain(
      'une adresse réunit au plus 6 personnes'
    );
    expect(await peopleAt(email)).toHaveLength(6);
  });

  test('are not doubled by a second click, which mails the link again', async () => {
    const { email } = await newcomer(app, mediatheque, { firstName: 'Léa' });
    await signUp(app, mediatheque, { firstName: 'LEA', email }).expect(202);
    await readLink(app, { token: tokenIn(await app.smtp.mailTo(email, { subject: /^Votre lien/ })) }).expect(200);
    expect(await peopleAt(email)).toHaveLength(1);
  });

  test('are decided about by whoever opens the link: a stranger who was first gets nothing, and the library is told', async () => {
    const email = 'victime@example.com';
    const strangers = await makeMediatheque(app);
    await signUp(app, strangers, { firstName: 'Inconnu', email }).expect(202);
    await signUp(app, mediatheque, { firstName: 'Vraie', lastName: 'Personne', email }).expect(202);
    const receipt = await app.smtp.mailTo(email, { text: /^Bonjour Vraie/ });
    const { people } = (await readLink(app, { token: tokenIn(receipt) }).expect(200)).body.data;
    expect(people.map(({ firstName }: { firstName: string }) => firstName)).toEqual(['Inconnu', 'Vraie']);
    const [stranger, own] = people.map(({ documentId }: { documentId: string }) => documentId);

    expect(
      problemsOf(await openLink(app, { token: tokenIn(receipt), people: { [own]: 'family' } }).expect(400))
    ).toEqual(['people undecided']);
    await openLink(app, { token: tokenIn(receipt), people: { [own]: 'family', [stranger]: 'unknown' } }).expect(200);

    expect((await peopleAt(email)).map(({ documentId }: { documentId: string }) => documentId)).toEqual([own]);
    const told = await app.smtp.mailTo(strangers.email, { subject: /est effacée$/ });
    expect(told.text).toContain(
      `Une inscription demandée le ${formatDate(todayInParis(), 'fr')} auprès de votre médiathèque, ${strangers.label}`
    );
    expect(`${told.subject}${told.text}`).not.toMatch(/Inconnu|Dupont|victime/);
    const patron = await signInPatron(app, email);
    expect((await patron.get('/api/rn-subscriptions/registrations/mine').expect(200)).body.data).toHaveLength(1);
  });

  test('leave no account where nobody is known, and nothing but a typed answer does that', async () => {
    const { documentId, email, token } = await newcomer(app, mediatheque);
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
    expect(await accountOf(app, email)).toBeNull();
    expect(await peopleAt(email)).toEqual([]);
    expect(
      await app.strapi.db.query(LINK).count({ where: { hash: createHash('sha256').update(token).digest('hex') } })
    ).toBe(0);
  });

  test('are decided about by one of two who open at once', async () => {
    const { documentId, email, token } = await newcomer(app, mediatheque);
    const answers = await Promise.all(
      [PASSWORD, NEW_PASSWORD].map((password) => openLink(app, { token, password, people: { [documentId]: 'family' } }))
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    const won = answers[0].status === 200 ? PASSWORD : NEW_PASSWORD;
    await signIn(app, email, won).expect(200);
  });
});

describe('somebody who is asked for at an open account', () => {
  const ASKED = '/api/rn-subscriptions/asked-people';
  const MINE = '/api/rn-subscriptions/registrations/mine';

  const askFor = async (data: Record<string, unknown> = {}) => {
    const owner = await makePatron(app, mediatheque);
    const library = await makeMediatheque(app);
    await signUp(app, library, { firstName: 'Noé', email: owner.email, ...data }).expect(202);
    const mail = await app.smtp.mailTo(owner.email, { subject: /^Une inscription est demandée/ });
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
    await app.smtp.mailTo(library.email, { subject: /^Nouvelle demande/ });
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
    await signUp(app, mediatheque, { firstName: 'Oubliée', email: owner.email }).expect(202);
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
      meta: { addressConfirmed: false, newAddress: null, accountStays: false, asked: [], most: 6 },
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
      token: tokenIn(await app.smtp.mailTo(email, { subject: /^Your link/ })),
      people: { [documentId]: 'family' },
    }).expect(200);
    const again = await signInPatron(app, email);
    expect((await again.post('/api/rn-subscriptions/account-links').expect(200)).body.data.message).toBe(
      'Votre adresse e-mail est confirmée.'
    );
    await app.http().post('/api/rn-subscriptions/account-links').expect(401);
  });
});
