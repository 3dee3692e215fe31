import { addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { tabTo, violationsOf } from '../helpers/accessibility';
import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { documentsOf } from '../helpers/documents';
import { withPicture } from '../helpers/browser';
import { asTyped, choose, listAddress, openList, openPatron, patronWindow } from '../helpers/librarian-page';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  storedRegistration,
  type Mediatheque,
} from '../helpers/people';
import { signInAsPatron } from '../helpers/website-page';

const today = todayInParis();

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;
let chantilly: Mediatheque;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon' });
  chantilly = await makeMediatheque(app, { city: 'Chantilly' });
  await documentsOf(app, 'api::digital-resource.digital-resource').create({
    data: { name: 'Kiosque', category: 'presse', description: 'Journaux', address: `${app.address}/robots.txt` },
  });
  await makeRegistration(app, noyon, { lastName: 'Aubert' });
  await makeRegistration(app, chantilly, { lastName: 'Blanc', state: 'refused' });
  await makeRegistration(app, noyon, { lastName: 'Caron', state: 'validated', validFrom: today });
  await makeRegistration(
    app,
    noyon,
    { lastName: 'Denis', state: 'validated', validFrom: today },
    { valid_from: addMonths(today, -24), expires_on: addMonths(today, -12) }
  );
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('axe finds nothing on the librarian’s list and window', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon, chantilly] });
  const { page } = await browser.person();
  await withPicture(page, 'axe-panel', async () => {
    await openList({ app, page, email });
    await page.getByRole('link', { name: 'Aubert' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    const window = await openPatron(page, 'Aubert');
    await choose(page, 'Validé');
    await window.getByText('Date de validité').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await choose(page, 'Refusé');
    await window.getByLabel('Raison du refus').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await window.getByLabel(/^Nom/).fill('');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Ce champ est obligatoire.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

test('axe finds nothing on the website’s pages', async () => {
  const patron = await makePatron(app, noyon, { lastName: 'Lefèvre' });
  const { page } = await browser.person();
  await withPicture(page, 'axe-website', async () => {
    await page.goto(`${app.address}/inscription/`);
    await page.getByRole('heading', { name: 'Kiosque' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.goto(`${app.address}/inscription/#inscription`);
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await page.getByRole('heading', { name: 'Certaines informations sont à corriger' }).waitFor();
    await page.getByRole('combobox', { name: 'Médiathèque' }).pressSequentially('noyo');
    await page.getByRole('option', { name: noyon.label }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.goto(`${app.address}/inscription/#connexion`);
    await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await signInAsPatron({ app, page, email: patron.email });
    await page.getByText('En attente', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Ouvrir Kiosque' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

test('a patron is found, opened, validated and left by the keyboard alone, in English where the panel is', async () => {
  const patron = await makeRegistration(app, noyon, { lastName: 'Moreau' });
  const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon], language: 'en' });
  const { page } = await browser.person();
  const validFrom = addMonths(today, -1);
  await withPicture(page, 'keyboard', async () => {
    await openList({ app, page, email, title: 'My digital resource patrons' });
    await page.getByRole('link', { name: 'Aubert' }).waitFor();
    await tabTo(page, page.getByRole('searchbox'));
    await page.keyboard.type('moreau');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Aubert' }).waitFor({ state: 'hidden' });
    const name = page.getByRole('link', { name: 'Moreau' });
    await tabTo(page, name);
    await page.keyboard.press('Enter');

    const window = patronWindow(page);
    await window.getByLabel('First name').waitFor();
    await tabTo(page, window.getByRole('combobox', { name: 'Status' }));
    await page.keyboard.press('Enter');
    const focused = page.locator(':focus');
    await page.getByRole('option', { name: 'Pending' }).and(focused).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'Validated' }).and(focused).waitFor();
    await page.keyboard.press('Enter');
    const day = window.getByLabel('Valid from').first();
    await tabTo(page, day);
    await page.keyboard.type(asTyped(validFrom));
    await page.keyboard.press('Tab');
    await window.getByText(`Expires on ${formatDate(addMonths(validFrom, 12), 'en')}`).waitFor();
    await tabTo(page, window.getByRole('button', { name: 'Save' }));
    await page.keyboard.press('Enter');
    await window.getByText(`Saved. An e-mail is on its way to ${patron.email}.`).waitFor();
    expect(await storedRegistration(app, patron.documentId)).toMatchObject({ state: 'validated', validFrom });

    // Escape leads back to the name that was opened.
    await page.keyboard.press('Escape');
    await window.waitFor({ state: 'hidden' });
    expect(await name.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

test('the panel’s sign-in is French for a browser in any language', async () => {
  const { page } = await browser.person({ locale: 'de-DE' });
  await withPicture(page, 'french-first', async () => {
    await page.goto(listAddress(app));
    await page.getByRole('heading', { name: 'Ressources numériques' }).waitFor();
    await page.getByLabel('Adresse e-mail').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });
});
