import type { Page } from 'playwright-core';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import type { App } from '../helpers/app';
import { stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import { startLibrarianAtWork, type LibrarianAtWork } from '../helpers/librarian-at-work';
import { choose, patronWindow, save } from '../helpers/librarian-page';
import { storedRegistration } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];
let page: Page;
let openNew: LibrarianAtWork['openNew'];

beforeAll(async () => {
  ({ app, browser, page, openNew } = await startLibrarianAtWork());
});
afterAll(() => stopAppInBrowser({ app, browser }));

const SAVES = /rn-subscriptions\/registrations\/\w+$/;
const question = () => page.getByRole('alertdialog').filter({ hasText: 'Modifications non enregistrées' });

test.each([
  ['Escape', 'Garnier', () => page.keyboard.press('Escape')],
  ['« Fermer »', 'Henry', () => patronWindow(page).getByRole('button', { name: 'Fermer' }).last().click()],
  ['Back', 'Imbert', () => page.goBack()],
])('%s asks before it loses what was typed', (name, lastName, leave) =>
  withPicture(page, `unsaved ${name}`, async () => {
    const { registration, window } = await openNew(lastName);
    await window.getByLabel('Prénom').fill('Zoé');
    await leave();
    await question().waitFor();
    await question().getByRole('button', { name: 'Continuer la saisie' }).click();
    await question().waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Zoé');

    await leave();
    await question().getByRole('button', { name: 'Quitter sans enregistrer' }).click();
    await window.waitFor({ state: 'hidden' });
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Hélène',
      version: registration.version,
    });
  })
);

test('a save that does not reach the server keeps everything, and the next one saves it', () =>
  withPicture(page, 'network-failure', async () => {
    const { registration, window } = await openNew('Aubert');
    const reason = 'Vous n’êtes pas inscrit dans notre médiathèque.';
    await window.getByLabel('Prénom').fill('Zoé');
    await choose(page, 'Refusé');
    await window.getByLabel('Raison du refus').fill(reason);
    await page.route(SAVES, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await save(page);
    await window.getByText('Le serveur ne répond pas. Votre saisie est conservée').waitFor();
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Zoé');
    expect(await window.getByLabel('Raison du refus').inputValue()).toBe(reason);

    await page.unroute(SAVES);
    await save(page);
    await window.getByText(`Enregistré. Un e-mail part à ${registration.email}.`).waitFor();
    const mail = await app.smtp.mailTo(registration.email, { text: /refusée/ });
    expect(mail.text).toContain(reason);
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Zoé',
      state: 'refused',
    });
  }));

test('what the server refuses is said at its field, and the rest stays', () =>
  withPicture(page, 'refused-field', async () => {
    const { registration, window } = await openNew('Blanc');
    await window.getByLabel('Prénom').fill('Zoé');
    const email = window.getByLabel('Adresse e-mail');
    await email.fill('pas une adresse');
    await save(page);
    await window.getByText('Rien n’est encore enregistré : corrigez les champs signalés.').waitFor();
    const problem = window.getByText('Écrivez une adresse e-mail complète, par exemple nom@exemple.fr.');
    await problem.waitFor();
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    expect(await email.getAttribute('aria-describedby')).toBe(await problem.getAttribute('id'));
    expect([await window.getByLabel('Prénom').inputValue(), await email.inputValue()]).toEqual([
      'Zoé',
      'pas une adresse',
    ]);

    await email.fill('zoe@example.com');
    await save(page);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Zoé',
      email: 'zoe@example.com',
    });
  }));

test('a save whose answer was lost is said to be saved, not a conflict, when it is tried again', () =>
  withPicture(page, 'lost-answer', async () => {
    const { registration, window } = await openNew('Fournier');
    await choose(page, 'Validé');
    await window.getByRole('button', { name: 'Aujourd’hui' }).click();
    await page.route(SAVES, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      await route.fetch({ maxRetries: 3 });
      await route.abort();
    });
    await save(page);
    await window.getByText('Le serveur ne répond pas. Votre saisie est conservée').waitFor();
    await page.unroute(SAVES);
    await save(page);
    await window.getByText(`Enregistré. Un e-mail part à ${registration.email}.`).waitFor();
    expect(await window.getByRole('alert').filter({ hasText: 'Quelqu’un d’autre' }).count()).toBe(0);
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      state: 'validated',
      version: registration.version + 1,
    });
    await window.getByRole('button', { name: 'Fermer' }).last().click();
    await window.waitFor({ state: 'hidden' });
  }));

test('a server that could not store says so in its own sentence, and everything stays', () =>
  withPicture(page, 'not-stored', async () => {
    const { registration, window } = await openNew('Gauthier');
    await window.getByLabel('Prénom').fill('Zoé');
    const sentence = 'La base de données n’a pas confirmé.';
    const error = { status: 503, name: 'ServiceUnavailableError', message: sentence, details: {} };
    await page.route(SAVES, (route) =>
      route.request().method() === 'PUT'
        ? route.fulfill({ status: 503, json: { data: null, error } })
        : route.continue()
    );
    await save(page);
    await window.getByText('Non enregistré').waitFor();
    await window.getByText(sentence).waitFor();
    await page.unroute(SAVES);
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Zoé');
    await save(page);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({ firstName: 'Zoé' });
  }));

test('an erasure whose answer was lost is done when it finds nobody any more', () =>
  withPicture(page, 'lost-erasure', async () => {
    const { window } = await openNew('Hubert');
    const erase = async () => {
      await window.getByRole('button', { name: 'Effacer cet abonné…' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Effacer pour toujours' }).click();
    };
    await page.route(SAVES, async (route) => {
      if (route.request().method() !== 'DELETE') return route.continue();
      await route.fetch({ maxRetries: 3 });
      await route.abort();
    });
    await erase();
    await page.getByText('Le serveur n’a pas répondu comme prévu.').waitFor();
    await page.unroute(SAVES);
    await erase();
    await page.getByText(/Hubert\s: inscription effacée/).waitFor();
    await window.waitFor({ state: 'hidden' });
  }));

test('a double click saves once and mails once', () =>
  withPicture(page, 'double-click', async () => {
    const { registration, window } = await openNew('Fabre');
    let saves = 0;
    page.on('request', (request) => {
      if (request.method() === 'PUT') saves += 1;
    });
    await choose(page, 'Validé');
    await window.getByRole('button', { name: 'Aujourd’hui' }).click();
    await window.getByRole('button', { name: 'Enregistrer' }).dblclick();
    await window.getByText(/E-mail de validation\s: envoyé/).waitFor();
    expect(saves).toBe(1);
    expect(
      await app.strapi.db
        .query('plugin::rn-subscriptions.outbox-mail')
        .count({ where: { registration: registration.documentId, kind: 'validated' } })
    ).toBe(1);
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      state: 'validated',
      validFrom: todayInParis(),
    });
    expect(
      app.smtp.mails.filter(
        ({ receivers, subject }) => receivers[0] === registration.email && /validée/.test(subject ?? '')
      )
    ).toHaveLength(1);
  }));
