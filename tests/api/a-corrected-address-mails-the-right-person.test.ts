import { randomUUID } from 'node:crypto';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { openLink, readLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { mailsOf, quietQueue, windowOf } from '../helpers/corrections';
import {
  accountOf,
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  PASSWORD,
  signInPatron,
  storedRegistration,
  type Admin,
  type Mediatheque,
  type Registration,
} from '../helpers/people';

/** The rows of docs/address-corrections.md: who gets which mail after each correction, and with which address one signs in. */

const MINE = '/api/rn-subscriptions/registrations/mine';
const HOUR = 3600 * 1000;
const LINK = 'Votre lien d’accès aux ressources numériques';
const CONFIRM_NEW = 'Confirmez votre nouvelle adresse e-mail';
const CORRECTED = 'L’adresse e-mail de votre inscription a été corrigée';
const ADDED = 'Hélène a été ajouté(e) à votre compte';
const VALIDATED = 'Votre inscription aux ressources numériques est validée';
const REFUSED = 'Votre demande d’inscription aux ressources numériques';

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

const newAddress = () => `juste-${randomUUID()}@example.org`;
const validation = () => ({ state: 'validated', validFrom: todayInParis() });
const mailTo = (email: string, subject: string) =>
  app.smtp.waitFor((mail) => mail.receivers[0] === email && mail.subject === subject);
/** Everybody is of the family. */
const open = async (token: string) => {
  const { body } = await readLink(app, { token });
  const people = Object.fromEntries(
    (body.data?.people ?? []).map(({ documentId }: { documentId: string }) => [documentId, 'family'])
  );
  return openLink(app, { token, people });
};
const signsIn = async (identifier: string) =>
  (await app.http().post('/api/auth/local').send({ identifier, password: PASSWORD })).status === 200;
const codesOf = ({ body }: { body: any }) =>
  body.error.details.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);
const addPerson = async (email: string, firstName: string, at = mediatheque) => {
  const { body } = await (
    await signInPatron(app, email)
  )
    .post(MINE, { firstName, lastName: 'Dupont', birthDate: '1990-01-01', mediatheque: at.documentId })
    .expect(201);
  return body.data as Registration;
};
/** Two accounts: the patron whose address is corrected, and another one of another library. */
const two = async (confirmed: boolean) => ({
  patron: await makePatron(app, mediatheque, {}, { confirmed }),
  other: await makePatron(app, elsewhere, { lastName: 'Secret', firstName: 'Renée' }),
});

describe('an address that is nobody’s', () => {
  test('takes an unconfirmed account of one person along at once: the link goes there, and nothing to the old one', async () => {
    const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
    const [email, window] = [newAddress(), windowOf(librarian, patron)];
    expect(await mailsOf(app, async () => expect((await window.save({ email })).status).toBe(200))).toEqual([
      `${email} « ${LINK} »`,
    ]);
    expect(await window.detail()).toMatchObject({ email, signIn: null });
    expect([await signsIn(email), await signsIn(patron.email)]).toEqual([false, false]);

    const mail = await mailTo(email, LINK);
    expect(mail.text).toContain(`Hélène\u00a0: l’inscription à ${'Noyon — Bibliothèque municipale'} est en attente.`);
    expect(mail.text).not.toContain('Dupont');
    expect(await open(tokenIn(mail))).toMatchObject({ status: 200 });
    expect(await signsIn(email)).toBe(true);
    expect(await accountOf(app, email)).toMatchObject({ confirmed: true });
  });

  test('is corrected together with a validation by one mail, to the new one, which brings the link', async () => {
    const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
    const email = newAddress();
    expect(await mailsOf(app, () => windowOf(librarian, patron).save({ email, ...validation() }))).toEqual([
      `${email} « ${VALIDATED} »`,
    ]);
    expect(await open(tokenIn(await mailTo(email, VALIDATED)))).toMatchObject({ status: 200 });
  });

  test('is corrected together with a refusal: its reason goes to the new address and nowhere else', async () => {
    const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
    const email = newAddress();
    const reason = 'Votre carte est périmée depuis longtemps';
    expect(
      await mailsOf(app, () => windowOf(librarian, patron).save({ email, state: 'refused', refusalReason: reason }))
    ).toEqual([`${email} « ${LINK} »`, `${email} « ${REFUSED} »`].sort());
    expect(app.smtp.mails.filter(({ text }) => text?.includes(reason)).map(({ receivers }) => receivers[0])).toEqual([
      email,
    ]);
    expect((await mailTo(email, LINK)).text).toContain('a été refusée.');
  });

  describe('of a confirmed account of one person', () => {
    const corrected = async () => {
      const patron = await makePatron(app, mediatheque);
      const email = newAddress();
      const window = windowOf(librarian, patron);
      const mails = await mailsOf(app, async () =>
        expect((await window.save({ email })).body.data).toMatchObject({
          email,
          signIn: { address: patron.email, until: email, isShared: false },
        })
      );
      return { patron, email, window, mails };
    };

    test('is told to the old one once, where a script had changed the registration meanwhile', async () => {
      const { patron, email, window } = await corrected();
      await changeRegistration(app, patron.documentId, { email: newAddress() });
      expect(await mailsOf(app, () => window.save({ email }))).toEqual([`${email} « ${CONFIRM_NEW} »`]);
    });

    test('is told to the old one, and moves the sign-in once whoever reads the new one agrees', async () => {
      const { patron, email, window, mails } = await corrected();
      expect(mails).toEqual([`${email} « ${CONFIRM_NEW} »`, `${patron.email} « ${CORRECTED} »`].sort());
      expect([await signsIn(patron.email), await signsIn(email)]).toEqual([true, false]);
      const told = (await mailTo(patron.email, CORRECTED)).text!;
      expect(told).toContain(
        `Vous vous connectez encore avec l’adresse ${patron.email}, jusqu’à ce que la nouvelle soit confirmée.`
      );
      expect(told).toContain('adressez-vous à votre médiathèque');
      const asked = await mailTo(email, CONFIRM_NEW);
      expect(asked.text).toContain('Hélène\u00a0: l’inscription à Noyon');
      for (const secret of ['Dupont', patron.email]) expect(asked.raw).not.toContain(secret);

      // What the library decides meanwhile goes to the address that it knows.
      expect(await mailsOf(app, () => window.save(validation()))).toEqual([`${email} « ${VALIDATED} »`]);
      const mine = (await (await signInPatron(app, patron.email)).get(MINE).expect(200)).body;
      expect(mine.meta).toMatchObject({ addressConfirmed: true, newAddress: email });

      const token = tokenIn(asked);
      expect((await readLink(app, { token }).expect(200)).body.data).toMatchObject({
        isOpen: true,
        moves: true,
        people: [{ firstName: 'Hélène' }],
      });
      expect(await signsIn(patron.email)).toBe(true);
      expect((await open(token)).body.user.email).toBe(email);
      expect([await signsIn(patron.email), await signsIn(email)]).toEqual([false, true]);
      expect(await accountOf(app, email)).toMatchObject({ confirmed: true, newAddress: null });
      expect(await window.detail()).toMatchObject({ email, signIn: null });
      expect(codesOf(await open(token))).toEqual(['token usedLink']);
    });

    test('is confirmed within 48 hours, or asked for again: by the library, and by the patron', async () => {
      const { patron, email, window } = await corrected();
      const token = tokenIn(await mailTo(email, CONFIRM_NEW));
      await app.strapi.db.query('plugin::rn-subscriptions.account-link').updateMany({
        where: { account: (await accountOf(app, patron.email)).documentId },
        data: { sentAt: new Date(Date.now() - 48 * HOUR - 1000).toISOString() },
      });
      expect(codesOf(await open(token))).toEqual(['token expiredLink']);
      expect(await signsIn(patron.email)).toBe(true);

      const asked = (await window.mails()).find(({ kind }: { kind: string }) => kind === 'confirm-new-address');
      expect(await mailsOf(app, () => window.sendAgain(asked).expect(204))).toEqual([`${email} « ${CONFIRM_NEW} »`]);
      const own = await signInPatron(app, patron.email);
      expect(await mailsOf(app, () => own.post('/api/rn-subscriptions/account-links').expect(200))).toEqual([
        `${email} « ${CONFIRM_NEW} »`,
      ]);
      expect(await open(tokenIn(app.smtp.mails.at(-1)!))).toMatchObject({ status: 200 });
      expect(await signsIn(email)).toBe(true);
    });

    test('that is corrected once more moves to the last one only', async () => {
      const { patron, email, window } = await corrected();
      const first = tokenIn(await mailTo(email, CONFIRM_NEW));
      const last = newAddress();
      expect(await mailsOf(app, () => window.save({ email: last }))).toEqual(
        [`${last} « ${CONFIRM_NEW} »`, `${patron.email} « ${CORRECTED} »`].sort()
      );
      expect(codesOf(await open(first))).toEqual(['token goneLink']);
      expect(await open(tokenIn(await mailTo(last, CONFIRM_NEW)))).toMatchObject({ status: 200 });
      expect(await signsIn(last)).toBe(true);
    });

    test('that is corrected back waits for no other: nobody is mailed, and the link is dead', async () => {
      const { patron, email, window } = await corrected();
      const token = tokenIn(await mailTo(email, CONFIRM_NEW));
      expect(await mailsOf(app, () => window.save({ email: patron.email }))).toEqual([]);
      expect(codesOf(await open(token))).toEqual(['token goneLink']);
      expect(await window.detail()).toMatchObject({ signIn: null });
    });

    test('that somebody else signs up with meanwhile stays theirs', async () => {
      const { patron, email } = await corrected();
      const token = tokenIn(await mailTo(email, CONFIRM_NEW));
      await makePatron(app, elsewhere, { email });
      expect(codesOf(await open(token))).toEqual(['token takenAddress']);
      expect(await signsIn(patron.email)).toBe(true);
    });

    test('and is erased meanwhile gets nothing more, and its link says so', async () => {
      const { email, patron } = await corrected();
      const token = tokenIn(await mailTo(email, CONFIRM_NEW));
      await librarian.delete(`/rn-subscriptions/registrations/${patron.documentId}`).expect(204);
      expect(codesOf(await open(token))).toEqual(['token goneLink']);
      expect(await accountOf(app, patron.email)).toBeNull();
    });
  });

  test('of somebody who is erased before the mails have left mails nobody', async () => {
    const patron = await makePatron(app, mediatheque);
    await quietQueue(app);
    await app.smtp.pause();
    await windowOf(librarian, patron).save({ email: newAddress() });
    await librarian.delete(`/rn-subscriptions/registrations/${patron.documentId}`).expect(204);
    await app.smtp.resume();
    const left = await app.strapi.db
      .query('plugin::rn-subscriptions.outbox-mail')
      .findMany({ where: { state: { $in: ['waiting', 'sending', 'failed'] } } });
    expect(left).toEqual([]);
  });

  test.each([true, false])(
    'changes the mails and not the sign-in where others are on the account (confirmed: %p)',
    async (confirmed) => {
      const patron = await makePatron(app, mediatheque, {}, { confirmed });
      if (confirmed) await addPerson(patron.email, 'Élodie');
      else await makePatron(app, mediatheque, { email: patron.email, firstName: 'Élodie' }, { confirmed });
      const [email, window] = [newAddress(), windowOf(librarian, patron)];
      expect(await mailsOf(app, () => window.save({ email }))).toEqual([]);
      expect(await window.detail()).toMatchObject({
        email,
        signIn: { address: patron.email, until: null, isShared: true },
      });
      expect(await mailsOf(app, () => window.save(validation()))).toEqual([`${email} « ${VALIDATED} »`]);
      expect([await signsIn(patron.email), await signsIn(email)]).toEqual([confirmed, false]);
    }
  );

  test('of a registration without an account is where its mails go', async () => {
    const registration = await makeRegistration(app, mediatheque);
    const [email, window] = [newAddress(), windowOf(librarian, registration)];
    expect(await mailsOf(app, () => window.save({ email }))).toEqual([]);
    expect(await mailsOf(app, () => window.save(validation()))).toEqual([`${email} « ${VALIDATED} »`]);
  });
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
      const mail = await mailTo(other.email, ADDED);
      expect(mail.text).toContain('Hélène, par sa médiathèque, Noyon — Bibliothèque municipale.');
      expect(mail.text).toContain('n’est pas de votre famille ? Répondez à cet e-mail');
      expect(mail.text).not.toContain('Dupont');
      expect(mail.replyTo?.text).toBe(mediatheque.email);
      if (confirmed)
        expect((await mailTo(patron.email, CORRECTED)).text).toContain('réunie au compte de l’autre adresse');

      expect(await accountOf(app, patron.email)).toBeNull();
      expect(await window.detail()).toMatchObject({ email: other.email, signIn: null });
      const mine = (await (await signInPatron(app, other.email)).get(MINE)).body.data;
      expect(mine.map(({ firstName }: { firstName: string }) => firstName).sort()).toEqual(['Hélène', 'Renée']);
      expect(await mailsOf(app, () => window.save(validation()))).toEqual([`${other.email} « ${VALIDATED} »`]);
    }
  );

  test('of the same family leaves the others of its account where they are', async () => {
    const { patron, other } = await two(true);
    await addPerson(patron.email, 'Élodie');
    await windowOf(librarian, patron).save({ email: other.email, joinsAccount: true });
    const mine = (await (await signInPatron(app, patron.email)).get(MINE)).body.data;
    expect(mine.map(({ firstName }: { firstName: string }) => firstName)).toEqual(['Élodie']);
    await quietQueue(app);
  });

  test('of a registration without an account is a question too, and the same family gives it one', async () => {
    const other = await makePatron(app, elsewhere);
    const registration = await makeRegistration(app, mediatheque);
    const window = windowOf(librarian, registration);
    expect(codesOf(await window.save({ email: other.email }))).toEqual(['email otherAccount']);
    expect(await mailsOf(app, () => window.save({ email: other.email, joinsAccount: true }))).toEqual([
      `${other.email} « ${ADDED} »`,
    ]);
  });

  test('is not joined by who is there already, nor by a seventh, nor once it is erased', async () => {
    const { patron, other } = await two(false);
    const window = windowOf(librarian, patron);
    const same = await makePatron(app, mediatheque, { lastName: 'DUPONT' });
    expect(codesOf(await window.save({ email: same.email, joinsAccount: true }))).toEqual(['email alreadyOnAccount']);
    for (const firstName of ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq'])
      await addPerson(other.email, firstName, elsewhere);
    expect(codesOf(await window.save({ email: other.email, joinsAccount: true }))).toEqual(['email accountFull']);
    expect(
      await mailsOf(app, async () =>
        expect(codesOf(await window.save({ email: newAddress(), joinsAccount: true }))).toEqual([
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
      expect(codesOf(refused)).toEqual(['email otherAccount']);
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
      expect(codesOf(refused)).toEqual(['email accountFull']);
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
