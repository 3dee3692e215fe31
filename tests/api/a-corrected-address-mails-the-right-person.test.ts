import { tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import {
  addPerson,
  mailsOf,
  newAddress,
  openForFamily,
  quietQueue,
  signsIn,
  validationToday,
  windowOf,
} from '../helpers/corrections';
import {
  accountOf,
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';

/** Rows of docs/address-corrections.md: who gets which mail after a correction, and with which address one signs in. */

const LINK = 'Votre lien d’accès aux ressources numériques';
const VALIDATED = 'Votre inscription aux ressources numériques est validée';
const REFUSED = 'Votre demande d’inscription aux ressources numériques';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon' });
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

describe('an address that is nobody’s', () => {
  test('takes an unconfirmed account of one person along at once: the link goes there, and nothing to the old one', async () => {
    const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
    const [email, window] = [newAddress(), windowOf(librarian, patron)];
    expect(await mailsOf(app, async () => expect((await window.save({ email })).status).toBe(200))).toEqual([
      `${email} « ${LINK} »`,
    ]);
    expect(await window.detail()).toMatchObject({ email, signIn: null });
    expect([await signsIn(app, email), await signsIn(app, patron.email)]).toEqual([false, false]);

    const mail = await app.smtp.mailTo(email, { subject: LINK });
    expect(mail.text).toContain(`Hélène\u00a0: l’inscription à ${'Noyon — Bibliothèque municipale'} est en attente.`);
    expect(mail.text).not.toContain('Dupont');
    expect(await openForFamily(app, tokenIn(mail))).toMatchObject({ status: 200 });
    expect(await signsIn(app, email)).toBe(true);
    expect(await accountOf(app, email)).toMatchObject({ confirmed: true });
  });

  test('is corrected together with a validation by one mail, to the new one, which brings the link', async () => {
    const patron = await makePatron(app, mediatheque, {}, { confirmed: false });
    const email = newAddress();
    expect(await mailsOf(app, () => windowOf(librarian, patron).save({ email, ...validationToday() }))).toEqual([
      `${email} « ${VALIDATED} »`,
    ]);
    expect(await openForFamily(app, tokenIn(await app.smtp.mailTo(email, { subject: VALIDATED })))).toMatchObject({
      status: 200,
    });
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
    expect((await app.smtp.mailTo(email, { subject: LINK })).text).toContain('a été refusée.');
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
      if (confirmed) await addPerson(app, { email: patron.email, firstName: 'Élodie', mediatheque });
      else await makePatron(app, mediatheque, { email: patron.email, firstName: 'Élodie' }, { confirmed });
      const [email, window] = [newAddress(), windowOf(librarian, patron)];
      expect(await mailsOf(app, () => window.save({ email }))).toEqual([]);
      expect(await window.detail()).toMatchObject({
        email,
        signIn: { address: patron.email, until: null, isShared: true },
      });
      expect(await mailsOf(app, () => window.save(validationToday()))).toEqual([`${email} « ${VALIDATED} »`]);
      expect([await signsIn(app, patron.email), await signsIn(app, email)]).toEqual([confirmed, false]);
    }
  );

  test('of a registration without an account is where its mails go', async () => {
    const registration = await makeRegistration(app, mediatheque);
    const [email, window] = [newAddress(), windowOf(librarian, registration)];
    expect(await mailsOf(app, () => window.save({ email }))).toEqual([]);
    expect(await mailsOf(app, () => window.save(validationToday()))).toEqual([`${email} « ${VALIDATED} »`]);
  });
});
