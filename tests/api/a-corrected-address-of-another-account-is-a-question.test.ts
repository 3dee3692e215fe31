import { startApp, type App } from '../helpers/app';
import { addPerson, mailsOf, newAddress, quietQueue, validationToday, windowOf } from '../helpers/corrections';
import {
  accountOf,
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  signInPatron,
  storedRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import { problemsOf } from '../helpers/problems';

/** Rows of docs/address-corrections.md: an address that is another account’s already. */

const MINE = '/api/rn-subscriptions/registrations/mine';
const CORRECTED = 'L’adresse e-mail de votre inscription a été corrigée';
const ADDED = 'Hélène a été ajouté(e) à votre compte';
const VALIDATED = 'Votre inscription aux ressources numériques est validée';

let app: App;
let mediatheque: Mediatheque;
let elsewhere: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon' });
  elsewhere = await makeMediatheque(app, { city: 'Creil' });
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

/** Two accounts: the patron whose address is corrected, and another one of another library. */
const two = async (confirmed: boolean) => ({
  patron: await makePatron(app, mediatheque, {}, { confirmed }),
  other: await makePatron(app, elsewhere, { lastName: 'Secret', firstName: 'Renée' }),
});

describe('an address that is another account’s', () => {
  test.each([true, false])(
    'is refused with a choice, and nobody hears of the refusal and its reason (confirmed: %p)',
    async (confirmed) => {
      const { patron, other } = await two(confirmed);
      const window = windowOf(librarian, patron);
      const before = await storedRegistration(app, patron.documentId);
      const sent = await mailsOf(app, async () => {
        const refused = await window.save({
          email: other.email.toUpperCase(),
          state: 'refused',
          refusalReason: 'Un motif personnel',
        });
        expect(refused.status).toBe(400);
        expect(refused.body.error.details.errors).toEqual([
          { field: 'email', code: 'otherAccount', message: 'Cette adresse est celle d’un autre compte.' },
        ]);
        for (const word of ['Secret', 'Renée', 'Creil', other.email])
          expect(JSON.stringify(refused.body)).not.toContain(word);
      });
      expect(sent).toEqual([]);
      expect(await storedRegistration(app, patron.documentId)).toEqual(before);
    }
  );

  test.each([true, false])(
    'of the same family brings the registration there: its owner is told, the account left behind goes (confirmed: %p)',
    async (confirmed) => {
      const { patron, other } = await two(confirmed);
      const window = windowOf(librarian, patron);
      const told = confirmed ? [`${patron.email} « ${CORRECTED} »`] : [];
      expect(
        await mailsOf(app, async () =>
          expect((await window.save({ email: other.email, joinsAccount: true })).status).toBe(200)
        )
      ).toEqual([`${other.email} « ${ADDED} »`, ...told].sort());
      const mail = await app.smtp.mailTo(other.email, { subject: ADDED });
      expect(mail.text).toContain('Hélène, par sa médiathèque, Noyon — Bibliothèque municipale.');
      expect(mail.text).toContain('n’est pas de votre famille ? Répondez à cet e-mail');
      expect(mail.text).not.toContain('Dupont');
      expect(mail.replyTo?.text).toBe(mediatheque.email);
      if (confirmed)
        expect((await app.smtp.mailTo(patron.email, { subject: CORRECTED })).text).toContain(
          'réunie au compte de l’autre adresse'
        );

      expect(await accountOf(app, patron.email)).toBeNull();
      expect(await window.detail()).toMatchObject({ email: other.email, signIn: null });
      const mine = (await (await signInPatron(app, other.email)).get(MINE)).body.data;
      expect(mine.map(({ firstName }: { firstName: string }) => firstName).sort()).toEqual(['Hélène', 'Renée']);
      expect(await mailsOf(app, () => window.save(validationToday()))).toEqual([`${other.email} « ${VALIDATED} »`]);
    }
  );

  test('of the same family leaves the others of its account where they are', async () => {
    const { patron, other } = await two(true);
    await addPerson(app, { email: patron.email, firstName: 'Élodie', mediatheque });
    await windowOf(librarian, patron).save({ email: other.email, joinsAccount: true });
    const mine = (await (await signInPatron(app, patron.email)).get(MINE)).body.data;
    expect(mine.map(({ firstName }: { firstName: string }) => firstName)).toEqual(['Élodie']);
    await quietQueue(app);
  });

  test('of a registration without an account is a question too, and the same family gives it one', async () => {
    const other = await makePatron(app, elsewhere);
    const registration = await makeRegistration(app, mediatheque);
    const window = windowOf(librarian, registration);
    expect(problemsOf(await window.save({ email: other.email }))).toEqual(['email otherAccount']);
    expect(await mailsOf(app, () => window.save({ email: other.email, joinsAccount: true }))).toEqual([
      `${other.email} « ${ADDED} »`,
    ]);
  });

  test('is not joined by who is there already, nor by a seventh, nor once it is erased', async () => {
    const { patron, other } = await two(false);
    const window = windowOf(librarian, patron);
    const same = await makePatron(app, mediatheque, { lastName: 'DUPONT' });
    expect(problemsOf(await window.save({ email: same.email, joinsAccount: true }))).toEqual([
      'email alreadyOnAccount',
    ]);
    for (const firstName of ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq'])
      await addPerson(app, { email: other.email, firstName, mediatheque: elsewhere });
    expect(problemsOf(await window.save({ email: other.email, joinsAccount: true }))).toEqual(['email accountFull']);
    expect(
      await mailsOf(app, async () =>
        expect(problemsOf(await window.save({ email: newAddress(), joinsAccount: true }))).toEqual([
          'email noOtherAccount',
        ])
      )
    ).toEqual([]);
    expect((await window.save({ email: newAddress(), joinsAccount: false })).status).toBe(400);
  });
});

describe('at once', () => {
  test('two corrections to one address: one account has it, the other librarian is asked, and nobody gets an error', async () => {
    const patrons = await Promise.all([1, 2, 3, 4].map(() => makePatron(app, mediatheque, {}, { confirmed: false })));
    const email = newAddress();
    const answers = await Promise.all(patrons.map((patron) => windowOf(librarian, patron).save({ email })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    for (const refused of answers.filter(({ status }) => status === 400))
      expect(problemsOf(refused)).toEqual(['email otherAccount']);
    await quietQueue(app);
  });

  test('eight who are brought to one account: six are on it, and the librarian is told of the others', async () => {
    const owner = await makePatron(app, mediatheque);
    const others = await Promise.all(
      Array.from({ length: 7 }, (_, number) => makeRegistration(app, mediatheque, { firstName: `Prénom ${number}` }))
    );
    const answers = await Promise.all(
      others.map((other) => windowOf(librarian, other).save({ email: owner.email, joinsAccount: true }))
    );
    for (const refused of answers.filter(({ status }) => status !== 200))
      expect(problemsOf(refused)).toEqual(['email accountFull']);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect((await (await signInPatron(app, owner.email)).get(MINE).expect(200)).body.data).toHaveLength(6);
    await quietQueue(app);
  });

  test('two people brought to each other’s accounts: nobody gets an error, nobody is left without one', async () => {
    const [one, other] = await Promise.all([
      makePatron(app, mediatheque),
      makePatron(app, mediatheque, { firstName: 'Léon' }),
    ]);
    const answers = await Promise.all([
      windowOf(librarian, one).save({ email: other.email, joinsAccount: true }),
      windowOf(librarian, other).save({ email: one.email, joinsAccount: true }),
    ]);
    for (const { status } of answers) expect([200, 400]).toContain(status);
    for (const { documentId } of [one, other]) {
      const { account } = await app.strapi.db
        .query('plugin::rn-subscriptions.registration')
        .findOne({ where: { documentId }, populate: ['account'] });
      expect(account).not.toBeNull();
    }
    await quietQueue(app);
  });
});
