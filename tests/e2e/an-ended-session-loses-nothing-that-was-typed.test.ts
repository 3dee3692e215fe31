import type { Page } from 'playwright-core';
import type { App } from '../helpers/app';
import { stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import { startLibrarianAtWork, type LibrarianAtWork } from '../helpers/librarian-at-work';
import { choose, save } from '../helpers/librarian-page';
import { PASSWORD, storedRegistration } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];
let page: Page;
let openNew: LibrarianAtWork['openNew'];

beforeAll(async () => {
  ({ app, browser, page, openNew } = await startLibrarianAtWork());
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('a session that has ended keeps every typed character, is renewed in the window, and the save goes on', () =>
  withPicture(page, 'ended-session', async () => {
    const { registration, window } = await openNew('Jacquet');
    const reason = 'Vous n’êtes pas inscrit dans notre médiathèque.';
    await choose(page, 'Refusé');
    await window.getByLabel('Raison du refus').fill(reason);
    await window.getByLabel('Prénom').fill('Zoé');
    await app.strapi.db.query('admin::session').deleteMany({ where: {} });
    await save(page);
    const again = window.getByRole('alert').filter({ hasText: 'Votre session est terminée' });
    await again.waitFor();
    expect(await again.getByLabel('Mot de passe').evaluate((input) => input === document.activeElement)).toBe(true);
    expect([
      await window.getByLabel('Prénom').inputValue(),
      await window.getByLabel('Raison du refus').inputValue(),
    ]).toEqual(['Zoé', reason]);

    await page.keyboard.type('pas celui-là');
    await page.keyboard.press('Enter');
    await again.getByText('Ce mot de passe ne correspond pas à cette adresse. Réessayez.').waitFor();
    expect(page.url()).toContain(registration.documentId);
    await again.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await window.getByText(`Enregistré. Un e-mail part à ${registration.email}.`).waitFor();
    await again.waitFor({ state: 'hidden' });
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Zoé',
      state: 'refused',
    });
    const mail = await app.smtp.mailTo(registration.email, { text: /refusée/ });
    expect(mail.text).toContain(reason);
  }));

test('a session that is seen to have ended by something else than a save leaves what is being typed alone', () =>
  withPicture(page, 'ended-session-elsewhere', async () => {
    const { registration, window } = await openNew('Klein');
    await window.getByLabel('Prénom').fill('Zo');
    await app.strapi.db.query('admin::session').deleteMany({ where: {} });
    await window.getByText('Historique').click();
    const again = window.getByRole('alert').filter({ hasText: 'Votre session est terminée' });
    await again.waitFor();
    await again.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await again.waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Zo');
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Hélène',
      version: registration.version,
    });
    await window.getByLabel('Prénom').fill('Zoé');
    await save(page);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
  }));

test('who leaves the window after the session has ended is led to the sign-in page, and back to the list', () =>
  withPicture(page, 'ended-session-left', async () => {
    const { window } = await openNew('Leroux');
    await app.strapi.db.query('admin::session').deleteMany({ where: {} });
    await window.getByText('Historique').click();
    await window.getByRole('alert').filter({ hasText: 'Votre session est terminée' }).waitFor();
    await window.getByRole('button', { name: 'Fermer' }).last().click();
    await window.waitFor({ state: 'hidden' });
    await page.getByRole('searchbox').fill('Klein');
    await page.locator('input[name=password]').waitFor();
  }));
