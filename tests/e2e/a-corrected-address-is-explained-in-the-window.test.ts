import type { Page } from 'playwright-core';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { linkIn } from '../helpers/account-link';
import type { App } from '../helpers/app';
import { withPicture } from '../helpers/browser';
import { newAddress, quietQueue } from '../helpers/corrections';
import { startLibrarianAtWork } from '../helpers/librarian-at-work';
import { findAndOpenPatron, patronWindow, save } from '../helpers/librarian-page';
import {
  accountOf,
  changeRegistration,
  makeMediatheque,
  makePatron,
  storedRegistration,
  type Mediatheque,
} from '../helpers/people';
import { choosePassword } from '../helpers/website-page';

let app: App;
let browser: AppInBrowser['browser'];
let mediatheque: Mediatheque;
let page: Page;

beforeAll(async () => {
  ({ app, browser, mediatheque, page } = await startLibrarianAtWork());
});
afterAll(() => stopAppInBrowser({ app, browser }));

const typeAddress = (email: string) => patronWindow(page).getByLabel('Adresse e-mail').fill(email);

test('another account’s address is asked about: a mistake saves nothing, the same family joins', () =>
  withPicture(page, 'other-account', async () => {
    const patron = await makePatron(app, mediatheque, { lastName: 'Aubry' });
    const other = await makePatron(app, await makeMediatheque(app), { lastName: 'Ailleurs' });
    const window = await findAndOpenPatron(page, 'Aubry');
    await typeAddress(other.email);
    await save(page);
    const question = window.getByRole('group', { name: 'Cette adresse est celle d’un autre compte' });
    await question.getByRole('button', { name: 'Erreur de saisie' }).click();
    expect(await window.getByLabel('Adresse e-mail').evaluate((field) => field === document.activeElement)).toBe(true);
    expect((await storedRegistration(app, patron.documentId)).email).toBe(patron.email);
    expect(await window.innerText()).not.toContain('Ailleurs');
    // Another address is another question.
    await typeAddress(`${other.email}m`);
    await question.waitFor({ state: 'hidden' });

    await typeAddress(other.email);
    await save(page);
    await question.getByRole('button', { name: 'Même famille' }).click();
    await window.getByText('Enregistré.').waitFor();
    await question.waitFor({ state: 'hidden' });
    await app.smtp.mailTo(other.email, { subject: /ajouté/ });
    expect(await accountOf(app, patron.email)).toBeNull();
  }));

test('the sign-in address is shown where it differs, and what changes it', () =>
  withPicture(page, 'sign-in-address', async () => {
    const patron = await makePatron(app, mediatheque, { lastName: 'Bertin' });
    const window = await findAndOpenPatron(page, 'Bertin');
    const email = newAddress();
    await typeAddress(email);
    await save(page);
    await window
      .getByText(`L’abonné se connecte encore avec ${patron.email}, jusqu’à ce qu’il confirme ${email}`)
      .waitFor();

    const mail = await app.smtp.mailTo(email, { subject: 'Confirmez votre nouvelle adresse e-mail' });
    const own = (await browser.person()).page;
    await own.goto(linkIn(mail));
    await own.getByText('et non plus avec l’ancienne').waitFor();
    expect(await accountOf(app, email)).toBeNull();
    await choosePassword(own);
    await own.getByText('Votre nouvelle adresse et votre mot de passe sont enregistrés.').waitFor();
    expect(await accountOf(app, email)).toMatchObject({ confirmed: true });
  }));

test('a validation that went to a mistyped address is offered again at the corrected one', () =>
  withPicture(page, 'validation-again', async () => {
    const patron = await makePatron(app, mediatheque, { lastName: 'Caron' }, { confirmed: false });
    await changeRegistration(app, patron.documentId, { state: 'validated', validFrom: todayInParis() });
    await quietQueue(app);
    const window = await findAndOpenPatron(page, 'Caron');
    const email = newAddress();
    await typeAddress(email);
    await save(page);
    await window.getByText(`L’e-mail de validation est parti à ${patron.email} le`).waitFor();
    const again = window.getByRole('button', { name: `Renvoyer l’e-mail de validation à ${email}` });
    await again.click();
    await app.smtp.mailTo(email, { subject: /est validée/ });
    await again.waitFor({ state: 'hidden' });
  }));

test('a mail that has left is sent again by two clicks', () =>
  withPicture(page, 'sent-again', async () => {
    const patron = await makePatron(app, mediatheque, { lastName: 'Delmas' });
    await quietQueue(app);
    const window = await findAndOpenPatron(page, 'Delmas');
    await window.getByRole('button', { name: /Renvoyer\s: Accusé de réception/ }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText(`il repart à ${patron.email}`).waitFor();
    const before = app.smtp.mails.length;
    await question.getByRole('button', { name: 'Renvoyer' }).click();
    await question.waitFor({ state: 'hidden' });
    await app.smtp.mailTo(patron.email, { after: before });
  }));
