import { readLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { mailsOf, newAddress, openForFamily, signsIn, validationToday, windowOf } from '../helpers/corrections';
import {
  accountOf,
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makePatron,
  signInPatron,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import { problemsOf } from '../helpers/problems';

/** Rows of docs/address-corrections.md: the address of an open account moves once whoever reads the new one agrees. */

const MINE = '/api/rn-subscriptions/registrations/mine';
const HOUR = 3600 * 1000;
const CONFIRM_NEW = 'Confirmez votre nouvelle adresse e-mail';
const CORRECTED = 'L’adresse e-mail de votre inscription a été corrigée';
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

describe('an address that is nobody’s, of a confirmed account of one person,', () => {
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
    expect([await signsIn(app, patron.email), await signsIn(app, email)]).toEqual([true, false]);
    const told = (await app.smtp.mailTo(patron.email, { subject: CORRECTED })).text!;
    expect(told).toContain(
      `Vous vous connectez encore avec l’adresse ${patron.email}, jusqu’à ce que la nouvelle soit confirmée.`
    );
    expect(told).toContain('adressez-vous à votre médiathèque');
    const asked = await app.smtp.mailTo(email, { subject: CONFIRM_NEW });
    expect(asked.text).toContain('Hélène\u00a0: l’inscription à Noyon');
    for (const secret of ['Dupont', patron.email]) expect(asked.raw).not.toContain(secret);

    // What the library decides meanwhile goes to the address that it knows.
    expect(await mailsOf(app, () => window.save(validationToday()))).toEqual([`${email} « ${VALIDATED} »`]);
    const mine = (await (await signInPatron(app, patron.email)).get(MINE).expect(200)).body;
    expect(mine.meta).toMatchObject({ addressConfirmed: true, newAddress: email });

    const token = tokenIn(asked);
    expect((await readLink(app, { token }).expect(200)).body.data).toMatchObject({
      isOpen: true,
      moves: true,
      people: [{ firstName: 'Hélène' }],
    });
    expect(await signsIn(app, patron.email)).toBe(true);
    expect((await openForFamily(app, token)).body.user.email).toBe(email);
    expect([await signsIn(app, patron.email), await signsIn(app, email)]).toEqual([false, true]);
    expect(await accountOf(app, email)).toMatchObject({ confirmed: true, newAddress: null });
    expect(await window.detail()).toMatchObject({ email, signIn: null });
    expect(problemsOf(await openForFamily(app, token))).toEqual(['token usedLink']);
  });

  test('is confirmed within 48 hours, or asked for again: by the library, and by the patron', async () => {
    const { patron, email, window } = await corrected();
    const token = tokenIn(await app.smtp.mailTo(email, { subject: CONFIRM_NEW }));
    await app.strapi.db.query('plugin::rn-subscriptions.account-link').updateMany({
      where: { account: (await accountOf(app, patron.email)).documentId },
      data: { sentAt: new Date(Date.now() - 48 * HOUR - 1000).toISOString() },
    });
    expect(problemsOf(await openForFamily(app, token))).toEqual(['token expiredLink']);
    expect(await signsIn(app, patron.email)).toBe(true);

    const asked = (await window.mails()).find(({ kind }: { kind: string }) => kind === 'confirm-new-address');
    expect(await mailsOf(app, () => window.sendAgain(asked).expect(204))).toEqual([`${email} « ${CONFIRM_NEW} »`]);
    const own = await signInPatron(app, patron.email);
    expect(await mailsOf(app, () => own.post('/api/rn-subscriptions/account-links').expect(200))).toEqual([
      `${email} « ${CONFIRM_NEW} »`,
    ]);
    expect(await openForFamily(app, tokenIn(app.smtp.mails.at(-1)!))).toMatchObject({ status: 200 });
    expect(await signsIn(app, email)).toBe(true);
  });

  test('that is corrected once more moves to the last one only', async () => {
    const { patron, email, window } = await corrected();
    const first = tokenIn(await app.smtp.mailTo(email, { subject: CONFIRM_NEW }));
    const last = newAddress();
    expect(await mailsOf(app, () => window.save({ email: last }))).toEqual(
      [`${last} « ${CONFIRM_NEW} »`, `${patron.email} « ${CORRECTED} »`].sort()
    );
    expect(problemsOf(await openForFamily(app, first))).toEqual(['token goneLink']);
    expect(await openForFamily(app, tokenIn(await app.smtp.mailTo(last, { subject: CONFIRM_NEW })))).toMatchObject({
      status: 200,
    });
    expect(await signsIn(app, last)).toBe(true);
  });

  test('that is corrected back waits for no other: nobody is mailed, and the link is dead', async () => {
    const { patron, email, window } = await corrected();
    const token = tokenIn(await app.smtp.mailTo(email, { subject: CONFIRM_NEW }));
    expect(await mailsOf(app, () => window.save({ email: patron.email }))).toEqual([]);
    expect(problemsOf(await openForFamily(app, token))).toEqual(['token goneLink']);
    expect(await window.detail()).toMatchObject({ signIn: null });
  });

  test('that somebody else signs up with meanwhile stays theirs', async () => {
    const { patron, email } = await corrected();
    const token = tokenIn(await app.smtp.mailTo(email, { subject: CONFIRM_NEW }));
    await makePatron(app, elsewhere, { email });
    expect(problemsOf(await openForFamily(app, token))).toEqual(['token takenAddress']);
    expect(await signsIn(app, patron.email)).toBe(true);
  });

  test('and is erased meanwhile gets nothing more, and its link says so', async () => {
    const { email, patron } = await corrected();
    const token = tokenIn(await app.smtp.mailTo(email, { subject: CONFIRM_NEW }));
    await librarian.delete(`/rn-subscriptions/registrations/${patron.documentId}`).expect(204);
    expect(problemsOf(await openForFamily(app, token))).toEqual(['token goneLink']);
    expect(await accountOf(app, patron.email)).toBeNull();
  });
});
