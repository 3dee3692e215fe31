import type { Page } from 'playwright-core';
import type { App } from './app';
import { PASSWORD } from './people';

/** What a patron does on the website’s page, in a real browser. */

export type TypedPatron = { lastName: string; firstName: string; email: string };

/** Opens the form and fills all of it; `mediatheque` is the label of the library, found by the beginning of its town. */
export const fillSignUp = async (input: {
  app: Pick<App, 'address'>;
  page: Page;
  patron: TypedPatron;
  mediatheque: string;
}) => {
  const { app, page, patron, mediatheque } = input;
  await page.goto(`${app.address}/inscription/#inscription`);
  await page.getByLabel('Nom', { exact: true }).fill(patron.lastName);
  await page.getByLabel('Prénom', { exact: true }).fill(patron.firstName);
  await page.getByLabel('Adresse e-mail').fill(patron.email);
  await page.getByLabel('Jour').fill('17');
  await page.getByLabel('Mois').fill('5');
  await page.getByLabel('Année').fill('1984');
  await page.getByRole('combobox', { name: 'Médiathèque' }).pressSequentially(mediatheque.slice(0, 4).toLowerCase());
  await page.getByRole('option', { name: mediatheque }).click();
};

export const sendSignUp = async (page: Page) => {
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
  await page.getByRole('heading', { name: 'Demande reçue' }).waitFor();
};

/** Chooses the password on the page that an account link leads to. */
export const choosePassword = async (page: Page, password = PASSWORD) => {
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Valider' }).click();
  await page.getByRole('heading', { name: 'Mes inscriptions' }).waitFor();
};

/** Fills and sends the form; on a shared computer, as it says by itself, unless `isOwn`. */
export const fillSignIn = async (input: {
  app: Pick<App, 'address'>;
  page: Page;
  email: string;
  password?: string;
  isOwn?: boolean;
}) => {
  const { app, page, email, password = PASSWORD, isOwn = false } = input;
  await page.goto(`${app.address}/inscription/#connexion`);
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByLabel('Cet ordinateur est partagé').setChecked(!isOwn);
  await page.getByRole('button', { name: 'Se connecter' }).click();
};

export const signInAsPatron = async (input: {
  app: Pick<App, 'address'>;
  page: Page;
  email: string;
  isOwn?: boolean;
}) => {
  await fillSignIn(input);
  await input.page.getByRole('heading', { name: 'Mes inscriptions' }).waitFor();
};
