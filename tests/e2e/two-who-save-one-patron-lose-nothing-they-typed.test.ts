import type { Page } from 'playwright-core';
import { violationsOf } from '../helpers/accessibility';
import type { App } from '../helpers/app';
import { stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import { startLibrarianAtWork, type LibrarianAtWork } from '../helpers/librarian-at-work';
import { save } from '../helpers/librarian-page';
import { changeRegistration, storedRegistration } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];
let page: Page;
let openNew: LibrarianAtWork['openNew'];

beforeAll(async () => {
  ({ app, browser, page, openNew } = await startLibrarianAtWork());
});
afterAll(() => stopAppInBrowser({ app, browser }));

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
