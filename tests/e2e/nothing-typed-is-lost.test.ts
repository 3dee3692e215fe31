import type { Page } from 'playwright-core';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { violationsOf } from '../helpers/accessibility';
import type { App } from '../helpers/app';
import { withPicture } from '../helpers/browser';
import { startLibrarianAtWork, stopLibrarianAtWork, type LibrarianAtWork } from '../helpers/librarian-at-work';
import { choose, findAndOpenPatron, patronWindow, save } from '../helpers/librarian-page';
import {
  changeRegistration,
  makeRegistration,
  PASSWORD,
  storedRegistration,
  type Mediatheque,
} from '../helpers/people';

let app: App;
let browser: LibrarianAtWork['browser'];
let mediatheque: Mediatheque;
let page: Page;

beforeAll(async () => {
  ({ app, browser, mediatheque, page } = await startLibrarianAtWork());
});
afterAll(() => stopLibrarianAtWork({ app, browser }));

/** A patron who waits, and the window opened on them from the list. */
const openNew = async (lastName: string) => {
  const registration = await makeRegistration(app, mediatheque, { lastName, firstName: 'Hélène' });
  return { registration, window: await findAndOpenPatron(page, lastName) };
};

const question = () => page.getByRole('alertdialog').filter({ hasText: 'Modifications non enregistrées' });
const SAVES = /rn-subscriptions\/registrations\/\w+$/;

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
    const mail = await app.smtp.waitFor(
      (one) => one.receivers[0] === registration.email && /refusée/.test(one.text ?? '')
    );
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

/** The window's save of a first name and a card number meets a row that somebody else has refused, and whose first name is another by now. */
const meetConflict = async (lastName: string) => {
  const opened = await openNew(lastName);
  await opened.window.getByLabel('Prénom').fill('Zoé');
  await opened.window.getByLabel('Numéro de carte').fill('K-1234');
  await changeRegistration(app, opened.registration.documentId, { firstName: 'Aurore', state: 'refused' });
  await save(page);
  const panel = opened.window.getByRole('alert').filter({ hasText: 'Quelqu’un d’autre a modifié cette inscription' });
  await panel.waitFor();
  expect((await panel.getByRole('row').allTextContents()).slice(1)).toEqual([
    'PrénomAuroreZoé',
    'Numéro de carte(vide)K-1234',
  ]);
  await panel.getByText('L’autre personne a aussi modifié, et cela reste : Statut.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  expect(await opened.window.getByLabel('Numéro de carte').inputValue()).toBe('K-1234');
  expect(await storedRegistration(app, opened.registration.documentId)).toMatchObject({
    firstName: 'Aurore',
    cardNumber: null,
  });
  return { ...opened, panel };
};

test('where somebody else saved first, what was typed can be kept and saved', () =>
  withPicture(page, 'conflict-kept', async () => {
    const { registration, window, panel } = await meetConflict('Caron');
    await panel.getByRole('button', { name: 'Mettre ce que j’ai tapé' }).click();
    await panel.waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Numéro de carte').inputValue()).toBe('K-1234');
    await save(page);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    // Who was refused meanwhile does not wait again.
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Zoé',
      cardNumber: 'K-1234',
      state: 'refused',
    });
  }));

test('where somebody else saved first, the current values can be taken instead', () =>
  withPicture(page, 'conflict-taken', async () => {
    const { window, panel } = await meetConflict('Denis');
    await panel.getByRole('button', { name: 'Garder ce que l’autre personne a enregistré' }).click();
    await panel.waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Aurore');
    expect(await window.getByLabel('Numéro de carte').inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await window.waitFor({ state: 'hidden' });
  }));

test('a colleague corrects one field while another is typed: both end in the registration, and nothing else is sent', () =>
  withPicture(page, 'both-edits', async () => {
    const { registration, window } = await openNew('Evrard');
    await window.getByLabel('Prénom').fill('Zoé');
    await changeRegistration(app, registration.documentId, { cardNumber: 'K-77', birthDate: '1985-06-18' });
    await save(page);
    const panel = window.getByRole('alert').filter({ hasText: 'Quelqu’un d’autre a modifié' });
    await panel
      .getByText('L’autre personne a aussi modifié, et cela reste : Date de naissance, Numéro de carte.')
      .waitFor();
    expect((await panel.getByRole('row').allTextContents()).slice(1)).toEqual(['PrénomHélèneZoé']);
    await panel.getByRole('button', { name: 'Mettre ce que j’ai tapé' }).click();
    expect(await window.getByLabel('Numéro de carte').inputValue()).toBe('K-77');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await save(page);
    expect((await sent).postDataJSON()).toEqual({ version: registration.version + 1, firstName: 'Zoé' });
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      firstName: 'Zoé',
      cardNumber: 'K-77',
      birthDate: '1985-06-18',
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
    const mail = await app.smtp.waitFor(
      (one) => one.receivers[0] === registration.email && /refusée/.test(one.text ?? '')
    );
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
