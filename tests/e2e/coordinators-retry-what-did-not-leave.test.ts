import type { Page } from 'playwright-core';
import { violationsOf } from '../helpers/accessibility';
import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import { openList, patronWindow } from '../helpers/librarian-page';
import { mailsAbout } from '../helpers/outbox';
import { makeAdmin, makeMediatheque, makeRegistration, type Mediatheque, type Registration } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;
let page: Page;
const patrons: Registration[] = [];

const row = (text: RegExp | string) => page.getByRole('row').filter({ hasText: text });
const status = (sentence: string | RegExp) => page.getByText(sentence).waitFor();

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque' });
  app.smtp.refuseWith(550);
  for (const lastName of ['Aubert', 'Blanc']) {
    const patron = await makeRegistration(app, noyon, { lastName, firstName: 'Zoé' });
    await mailsAbout(app, patron, (mails) => mails.every(({ state }) => state === 'failed'));
    patrons.push(patron);
  }
  app.smtp.refuseWith(null);
  const { email } = await makeAdmin(app, { role: 'rn-coordinator' });
  page = (await browser.person()).page;
  await openList({ app, page, email });
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('a coordinator opens a workshop for a day above the list of patrons, sees until when, and closes it', () =>
  withPicture(page, 'workshop', async () => {
    const dialog = page.getByRole('alertdialog');
    await page.getByRole('button', { name: 'Ouvrir un atelier' }).click();
    await dialog.getByText('Pendant 24 heures').waitFor();
    await dialog.getByRole('button', { name: 'Ouvrir un atelier' }).click();
    const isOpen = page.getByRole('button', { name: /^Atelier ouvert jusqu’au / });
    await isOpen.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await isOpen.click();
    await dialog.getByRole('button', { name: 'Fermer l’atelier' }).click();
    await page.getByRole('button', { name: 'Ouvrir un atelier' }).waitFor();
  }));

test('the list of patrons leads to the mails that have not left, each with its reason, and axe finds nothing', () =>
  withPicture(page, 'mails', async () => {
    await page.getByRole('link', { name: 'E-mails non partis (4)' }).click();
    await page.getByRole('heading', { level: 1, name: 'E-mails non partis' }).waitFor();
    await page.getByText('4 e-mails', { exact: true }).waitFor();
    const receipt = row(patrons[0].email);
    for (const words of [
      'Zoé Aubert',
      'Noyon — Médiathèque',
      'Accusé de réception à l’abonné',
      'En échec',
      'adresse refusée par le serveur',
    ]) {
      await receipt.getByText(words).waitFor();
    }
    expect(await violationsOf(page)).toEqual([]);
  }));

test('the filter lives in the address', () =>
  withPicture(page, 'mails-filter', async () => {
    await page.getByRole('button', { name: 'En attente (0)' }).click();
    await page.getByText('Aucun e-mail en attente.').waitFor();
    expect(new URL(page.url()).search).toBe('?state=waiting');
    await page.goBack();
    await row('Aubert').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  }));

test('a name leads to the patron’s window, where the address is corrected, and back', () =>
  withPicture(page, 'mails-patron', async () => {
    await row(patrons[0].email).getByRole('link', { name: 'Zoé Aubert' }).click();
    await patronWindow(page).getByLabel('Adresse e-mail').fill('corrigee@example.com');
    await patronWindow(page).getByRole('button', { name: 'Enregistrer' }).click();
    await patronWindow(page).getByText('Enregistré.', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await row('corrigee@example.com').waitFor();
  }));

test('one is tried again, and goes off the list by itself once it has left', () =>
  withPicture(page, 'mails-retry', async () => {
    await page.getByRole('button', { name: 'Réessayer : Accusé de réception à l’abonné, Zoé Aubert' }).click();
    await status(/Nouvel essai demandé\./);
    await app.smtp.mailTo('corrigee@example.com');
    await row('corrigee@example.com').waitFor({ state: 'detached' });
    await page.getByText('3 e-mails', { exact: true }).waitFor();
  }));

test('one that was settled otherwise is taken off, once that is confirmed', () =>
  withPicture(page, 'mails-dismiss', async () => {
    const button = page.getByRole('button', { name: 'Retirer de la liste : E-mail à la médiathèque, Zoé Aubert' });
    await button.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click();
    await button.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer de la liste' }).click();
    await status('L’e-mail est retiré de la liste. Il ne partira pas.');
    await page.getByText('2 e-mails', { exact: true }).waitFor();
    await mailsAbout(app, patrons[0], (mails) => mails.some(({ state }) => state === 'dismissed'));
  }));

test('all are tried again, until none is left', () =>
  withPicture(page, 'mails-retry-all', async () => {
    await page.getByRole('button', { name: 'Tout réessayer' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('2 e-mails en échec vont être renvoyés').waitFor();
    await dialog.getByRole('button', { name: 'Tout réessayer' }).click();
    await status('Nouvel essai demandé pour 2 e-mails.');
    await page.getByText('Tous les e-mails sont partis.').waitFor();
    await app.smtp.mailTo(patrons[1].email);
    expect(await page.getByRole('button', { name: 'Tout réessayer' }).count()).toBe(0);
  }));

test('a server that refuses the application raises an alarm on both pages, which no librarian sees', () =>
  withPicture(page, 'mails-alarm', async () => {
    app.smtp.refuseWith(550, 'MAIL');
    const patron = await makeRegistration(app, noyon, { lastName: 'Caron' });
    await mailsAbout(app, patron, (mails) => mails.every(({ lastErrorCode }) => lastErrorCode));
    await page.reload();
    const alarm = /Le serveur de messagerie refuse l’application depuis le .* aucun e-mail ne part/;
    await page.getByText(alarm).waitFor();
    await row('Caron').getByText('le serveur de messagerie refuse l’application').first().waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Mes abonnés ressources numériques' }).click();
    await page.getByText(alarm).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Voir les e-mails non partis' }).click();
    await row('Caron').first().waitFor();

    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon] });
    const other = (await browser.person()).page;
    await openList({ app, page: other, email: librarian.email });
    await other.getByRole('link', { name: 'Caron' }).waitFor();
    expect(await other.getByText(alarm).count()).toBe(0);
    expect(await other.getByRole('link', { name: /E-mails non partis/ }).count()).toBe(0);
  }));

test('a coordinator sees which library’s address was changed, from what to what, and by whom; a librarian sees neither link nor page', () =>
  withPicture(page, 'address-changes', async () => {
    await page.goto(`${app.address}/admin/plugins/rn-subscriptions`);
    await page.getByRole('link', { name: 'Adresses changées' }).click();
    await page.getByText('Aucune adresse de médiathèque n’a été changée.').waitFor();
    const editor = await makeAdmin(app, { role: 'rn-editor' });
    await editor
      .put(`/content-manager/collection-types/plugin::rn-subscriptions.mediatheque/${noyon.documentId}`, {
        email: 'ailleurs@example.org',
      })
      .expect(200);
    await page.reload();
    await row('ailleurs@example.org').getByText(noyon.email).waitFor();
    await row('ailleurs@example.org').getByText('Agent rn-editor').waitFor();
    expect(await violationsOf(page)).toEqual([]);

    const own = (await browser.person()).page;
    await openList({
      app,
      page: own,
      email: (await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon] })).email,
    });
    expect(await own.getByRole('link', { name: 'Adresses changées' }).count()).toBe(0);
    await own.goto(`${app.address}/admin/plugins/rn-subscriptions/address-changes`);
    await own.getByText(/Vous n’avez pas les permissions|n'avez pas/).waitFor();
  }));
