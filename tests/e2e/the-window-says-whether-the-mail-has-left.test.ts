import type { Page } from 'playwright-core';
import { stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import type { App } from '../helpers/app';
import { withPicture } from '../helpers/browser';
import { startLibrarianAtWork } from '../helpers/librarian-at-work';
import { choose, findAndOpenPatron, patronWindow, save } from '../helpers/librarian-page';
import { makeRegistration, type Mediatheque } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];
let mediatheque: Mediatheque;
let page: Page;

beforeAll(async () => {
  ({ app, browser, mediatheque, page } = await startLibrarianAtWork());
});
afterEach(() => app.smtp.refuseWith(null));
afterAll(() => stopAppInBrowser({ app, browser }));

/** A patron whose receipt has left, opened in the window. */
const openNew = async (lastName: string) => {
  const registration = await makeRegistration(app, mediatheque, { lastName });
  const window = await findAndOpenPatron(page, lastName);
  await window.getByText(/Accusé de réception à l’abonné\s: envoyé le/).waitFor();
  return { registration, window };
};

test('a mail that the server takes later has not left yet, then has', () =>
  withPicture(page, 'mail-later', async () => {
    const { registration, window } = await openNew('Aubert');
    app.smtp.refuseWith(450);
    await choose(page, 'Validé');
    await window.getByRole('button', { name: 'Aujourd’hui' }).click();
    await save(page);
    await window.getByText(`Enregistré. Un e-mail part à ${registration.email}.`).waitFor();
    await window
      .getByText(/E-mail de validation\s: pas encore parti \(adresse refusée par le serveur\), nouvel essai le/)
      .waitFor();

    app.smtp.refuseWith(null);
    // The pause until the next try is over.
    await app
      .sql('rn_outbox_mails')
      .where({ registration: registration.documentId, kind: 'validated' })
      .update({ next_attempt_at: 0 });
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    // Nobody touches the window meanwhile.
    await window.getByText(/E-mail de validation\s: envoyé le/).waitFor();
    await app.smtp.mailTo(registration.email, { subject: /validée/ });
  }));

test('a mail that the server refuses for good has failed, says why, and is sent again to the address as corrected', () =>
  withPicture(page, 'mail-failed', async () => {
    const { registration, window } = await openNew('Blanc');
    app.smtp.refuseWith(550);
    await choose(page, 'Refusé');
    await window.getByLabel('Raison du refus').fill('Carte périmée.');
    await save(page);
    const failed = /E-mail de refus\s: échec, adresse refusée par le serveur./;
    await window.getByText(failed).waitFor();
    await page.reload();
    await patronWindow(page).getByText(failed).waitFor();

    app.smtp.refuseWith(null);
    await patronWindow(page).getByLabel('Adresse e-mail').fill(`corrige.${registration.email}`);
    await save(page);
    await patronWindow(page).getByText('Enregistré.', { exact: true }).waitFor();
    await patronWindow(page).getByRole('button', { name: 'Renvoyer : E-mail de refus' }).click();
    // Its reason went with the refused mail; the librarian is told that it left without.
    await patronWindow(page)
      .getByText(/E-mail de refus\s: envoyé le .* sans la raison du refus/)
      .waitFor();
    await app.smtp.mailTo(`corrige.${registration.email}`);
  }));

test('the history opens on what happened, and a patron who is erased is gone from the list', () =>
  withPicture(page, 'history-and-erasure', async () => {
    const { registration, window } = await openNew('Chevalier');
    await choose(page, 'Refusé');
    await save(page);
    await window.getByText(/Enregistré. Un e-mail part/).waitFor();
    await window.getByText('Historique').click();
    await window.getByText('Inscription refusée par Agent rn-librarian').waitFor();
    await window.getByText('Demande enregistrée automatiquement').waitFor();

    await window.getByLabel('Prénom').fill('Abandonné');
    await window.getByRole('button', { name: 'Effacer cet abonné…' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText(/effacés pour toujours/).waitFor();
    await asked.getByRole('button', { name: 'Annuler' }).click();
    await window.getByRole('button', { name: 'Effacer cet abonné…' }).click();
    await asked.getByRole('button', { name: 'Effacer pour toujours' }).click();
    await page.getByText(/Chevalier\s: inscription effacée/).waitFor();
    await patronWindow(page).waitFor({ state: 'hidden' });
    await page.getByText('Aucun abonné ne correspond à cette recherche.').waitFor();
    expect(
      await app.strapi.db
        .query('plugin::rn-subscriptions.registration')
        .count({ where: { documentId: registration.documentId } })
    ).toBe(0);
  }));
