import { randomUUID } from 'node:crypto';
import type { Mail } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { mailsOf, quietQueue, windowOf, validationToday } from '../helpers/corrections';
import {
  changeRegistration,
  forgotPassword,
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';

const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const VALIDATED = 'Votre inscription aux ressources numériques est validée';
const REFUSED = 'Votre demande d’inscription aux ressources numériques';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const newest = (mails: Mail[], kind: string) => mails.find((mail) => mail.kind === kind)!;
/** As if a minute had passed since the last click. */
const aMinuteLater = () =>
  app
    .sql('rn_outbox_mails')
    .where('dedupe_key', 'like', '%:again:%')
    .update({ dedupe_key: app.sql.raw('dedupe_key || id') });

test('a validation that was mailed to a mistyped address is offered again, and goes to the corrected one', async () => {
  const registration = await makeRegistration(app, mediatheque);
  const window = windowOf(librarian, registration);
  expect(await mailsOf(app, () => window.save(validationToday()))).toEqual([`${registration.email} « ${VALIDATED} »`]);
  expect(newest(await window.mails(), 'validated')).toMatchObject({
    canBeSentAgain: true,
    leftBeforeCorrection: false,
  });

  const email = `juste-${randomUUID()}@example.org`;
  expect(await mailsOf(app, () => window.save({ email }))).toEqual([]);
  const mail = newest(await window.mails(), 'validated');
  expect(mail).toMatchObject({ canBeSentAgain: true, leftBeforeCorrection: true });
  expect(
    await mailsOf(app, () => Promise.all([window.sendAgain(mail).expect(204), window.sendAgain(mail).expect(204)]))
  ).toEqual([`${email} « ${VALIDATED} »`]);

  const [again, first] = (await window.mails()).filter(({ kind }: { kind: string }) => kind === 'validated');
  expect([again, first]).toMatchObject([
    { canBeSentAgain: true, leftBeforeCorrection: false },
    { canBeSentAgain: false, leftBeforeCorrection: true },
  ]);
  expect((await window.history()).filter(({ action }: { action: string }) => action === 'mailSentAgain')).toMatchObject(
    [{ actor: 'librarian', mail: 'validated' }]
  );
});

test('a refusal is sent again without its reason', async () => {
  const registration = await makeRegistration(app, mediatheque);
  const window = windowOf(librarian, registration);
  await mailsOf(app, () => window.save({ state: 'refused', refusalReason: 'La carte est perdue' }));
  const before = app.smtp.mails.length;
  expect(await mailsOf(app, async () => window.sendAgain(newest(await window.mails(), 'refused')).expect(204))).toEqual(
    [`${registration.email} « ${REFUSED} »`]
  );
  expect(app.smtp.mails[before].text).toContain('rapprochez-vous de votre médiathèque');
  expect(app.smtp.mails[before].raw).not.toContain('carte est perdue');
});

test('the library gets its mail about a request again, at the address that it has now', async () => {
  const own = await makeMediatheque(app, { email: 'faute@example.org' });
  const herLibrarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [own] });
  const patron = await makePatron(app, own);
  await quietQueue(app);
  await documentsOf(app, 'plugin::rn-subscriptions.mediatheque').update({
    documentId: own.documentId,
    data: { email: 'juste@example.org' },
  });
  const window = windowOf(herLibrarian, patron);
  expect(
    await mailsOf(app, async () => window.sendAgain(newest(await window.mails(), 'new-request')).expect(204))
  ).toEqual(['juste@example.org « Nouvelle demande d’inscription : Hélène Dupont »']);
});

test('what is no longer so is not said again', async () => {
  const patron = await makePatron(app, mediatheque);
  const window = windowOf(librarian, patron);
  await quietQueue(app);
  await changeRegistration(app, patron.documentId, validationToday());
  await quietQueue(app);
  const receipt = newest(await window.mails(), 'receipt');
  expect(receipt.canBeSentAgain).toBe(false);
  const refused = await window.sendAgain(receipt).expect(409);
  expect(refused.body.error.message).toBe('Cet e-mail ne peut pas être renvoyé : il dirait ce qui n’est plus vrai.');
});

test('a mail is sent again three times a day, then a sentence says when to come back', async () => {
  const registration = await makeRegistration(app, mediatheque);
  const window = windowOf(librarian, registration);
  await mailsOf(app, () => window.save(validationToday()));
  for (let times = 0; times < 3; times += 1) {
    await window.sendAgain(newest(await window.mails(), 'validated')).expect(204);
    await quietQueue(app);
    await aMinuteLater();
  }
  const refused = await window.sendAgain(newest(await window.mails(), 'validated')).expect(429);
  expect(refused.body.error.message).toMatch(/^Trop de demandes/);
  expect((await window.mails()).filter(({ kind }: { kind: string }) => kind === 'validated')).toHaveLength(4);
});

test('neither another registration’s mail nor an account’s is sent through this door', async () => {
  const [mine, theirs] = [await makeRegistration(app, mediatheque), await makePatron(app, await makeMediatheque(app))];
  const ofAccount = await makePatron(app, mediatheque);
  await forgotPassword(app, ofAccount.email).expect(200);
  await app.smtp.mailTo(ofAccount.email, { subject: /^Votre lien/ });
  await quietQueue(app);
  const foreign = await app.strapi.db.query(OUTBOX).findOne({ where: { registration: theirs.documentId } });
  const password = await app.strapi.db.query(OUTBOX).findOne({ where: { kind: 'account-link' } });
  const sent = await mailsOf(app, async () => {
    for (const mail of [foreign, password])
      for (const registration of [mine, ofAccount]) await windowOf(librarian, registration).sendAgain(mail).expect(404);
    await windowOf(librarian, theirs).sendAgain(foreign).expect(404);
  });
  expect(sent).toEqual([]);
});
