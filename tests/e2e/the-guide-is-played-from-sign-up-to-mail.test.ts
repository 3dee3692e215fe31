import type { Page } from 'playwright-core';
import { addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { linkIn } from '../helpers/account-link';
import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { documentsOf } from '../helpers/documents';
import { withPicture, type Person } from '../helpers/browser';
import { asTyped, choose, patronWindow, save, signInToPanel, typeDay } from '../helpers/librarian-page';
import { makeAdmin, makeMediatheque, makePatron } from '../helpers/people';
import { choosePassword, fillSignUp, sendSignUp, type TypedPatron } from '../helpers/website-page';

/** « Valider les inscriptions de vos usagers aux ressources numériques », steps 1 to 8, as the people in it play it. */

const today = todayInParis();
const validFrom = addMonths(today, -1);
const GENERIC_ADDRESS = 'mediatheque.noyon@example.org';

let app: App;
let browser: AppInBrowser['browser'];
let librarian: Person;
let librarianEmail: string;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  const noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque du Chevalet', email: GENERIC_ADDRESS });
  await makeMediatheque(app, { city: 'Beauvais', name: 'Médiathèque du centre' });
  librarianEmail = (await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon] })).email;
  await documentsOf(app, 'api::digital-resource.digital-resource').create({
    data: { name: 'Kiosque', category: 'presse', description: 'Journaux', address: `${app.address}/robots.txt` },
  });
  for (const lastName of ['Aubert', 'Blanc', 'Caron']) await makePatron(app, noyon, { lastName });
  // From here on as it is in production.
  app.strapi.config.set('plugin::rn-subscriptions.signUp', { proofOfWork: true, honeypot: true });
  librarian = await browser.person();
});
afterAll(() => stopAppInBrowser({ app, browser }));

const signUp = async (page: Page, patron: TypedPatron) => {
  await fillSignUp({ app, page, patron, mediatheque: 'Noyon — Médiathèque du Chevalet' });
  await sendSignUp(page);
};

const requestLinkIn = (text: string | undefined) => /https?:\S+patron=\w+/.exec(text ?? '')![0];

test('a patron signs up, the librarian follows the mail’s link and validates, the patron opens a resource', async () => {
  const patron = { lastName: 'Lefèvre', firstName: 'Hélène', email: 'helene.lefevre@example.com' };
  const patronSide = await browser.person();
  // 1. The sign-up mails the library's generic address.
  await withPicture(patronSide.page, 'sign-up', () => signUp(patronSide.page, patron));
  const request = await app.smtp.mailTo(GENERIC_ADDRESS, { subject: /Lefèvre/ });

  const { page } = librarian;
  await withPicture(page, 'validation', async () => {
    // 2. and 3. She follows the link, signs in, and is where the link led.
    await page.goto(requestLinkIn(request.text));
    await signInToPanel(page, librarianEmail);
    await patronWindow(page).waitFor();
    await page.keyboard.press('Escape');
    await patronWindow(page).waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Mes abonnés ressources numériques' }).first().waitFor();

    // 4. She searches by a part of the name without its accent, and filters.
    await page.getByRole('searchbox').fill('lefev');
    await page.waitForURL(/search=lefev/);
    await page.getByRole('link', { name: /Aubert/ }).waitFor({ state: 'hidden' });
    await page
      .getByRole('button', { name: /En attente/ })
      .first()
      .click();
    await page.waitForURL(/status=pending/);
    await page.getByRole('link', { name: /Lefèvre/ }).click();

    // 5. The window shows what the patron typed.
    const window = patronWindow(page);
    expect(await window.getByLabel('Adresse e-mail').inputValue()).toBe(patron.email);
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Hélène');
    expect(await window.getByLabel('Date de naissance').first().inputValue()).toBe('17/05/1984');

    // 6. and 7. Validated, with the date; the expiry fills itself in; saved.
    await choose(page, 'Validé');
    await typeDay(page, /Date de validité/, asTyped(validFrom));
    await window.getByText(`Date d’expiration : ${formatDate(addMonths(validFrom, 12), 'fr')}`).waitFor();
    await save(page);
    await page.getByText(`Enregistré. Un e-mail part à ${patron.email}.`).first().waitFor();
    await window.getByText(/E-mail de validation\s: envoyé/).waitFor();
  });

  const mail = await app.smtp.mailTo(patron.email, { subject: /validée/ });
  await withPicture(patronSide.page, 'account-opened', async () => {
    await patronSide.page.goto(linkIn(mail));
    await choosePassword(patronSide.page);
  });
  expect(mail.text).toContain(
    `du ${formatDate(validFrom, 'fr')} au ${formatDate(addMonths(validFrom, 12), 'fr')} inclus`
  );

  await withPicture(patronSide.page, 'validated', async () => {
    await patronSide.page.getByText(`Validé jusqu’au ${formatDate(addMonths(validFrom, 12), 'fr')}`).waitFor();
    await patronSide.page.getByRole('button', { name: 'Ouvrir Kiosque' }).click();
    await patronSide.page.waitForURL(/robots\.txt/);
  });
});

test('a librarian refuses with a reason, which goes into the mail and is gone afterwards', async () => {
  const patron = { lastName: 'Moreau', firstName: 'Jules', email: 'jules.moreau@example.com' };
  const patronSide = await browser.person({ width: 390 });
  await withPicture(patronSide.page, 'sign-up-on-a-phone', () => signUp(patronSide.page, patron));
  const request = await app.smtp.mailTo(GENERIC_ADDRESS, { subject: /Moreau/ });

  const { page } = librarian;
  const reason = 'Vous n’êtes pas inscrit dans notre médiathèque.';
  await withPicture(page, 'refusal', async () => {
    await page.goto(requestLinkIn(request.text));
    const window = patronWindow(page);
    await window.waitFor();
    await choose(page, 'Refusé');
    await window.getByText('envoie un e-mail d’information à l’abonné').first().waitFor();
    await window.getByText('La raison du refus n’est pas sauvegardée').waitFor();
    expect(await window.getByLabel('Raison du refus').inputValue()).toBe('');
    await window.getByLabel('Raison du refus').fill(reason);
    await save(page);
    await page.getByText(`Enregistré. Un e-mail part à ${patron.email}.`).first().waitFor();
    await window.getByText(/E-mail de refus\s: envoyé/).waitFor();

    await page.reload();
    await patronWindow(page).waitFor();
    expect(await page.content()).not.toContain(reason);
  });
  const mail = await app.smtp.mailTo(patron.email, { text: /refusée/ });
  expect(mail.text).toContain(`pour la raison suivante\u00a0:\n\n${reason}`);

  await withPicture(patronSide.page, 'refused', async () => {
    await patronSide.page.goto(linkIn(await app.smtp.mailTo(patron.email, { text: /lien=/ })));
    await choosePassword(patronSide.page);
    await patronSide.page.getByText('Refusé', { exact: true }).waitFor();
  });
});
