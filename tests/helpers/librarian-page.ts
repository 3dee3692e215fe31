import type { Page } from 'playwright-core';
import type { App } from './app';
import { PASSWORD } from './people';

/** What a librarian does on « Mes abonnés ressources numériques », in a real browser. */

export const signInToPanel = async (page: Page, email: string) => {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
};

/** The address of the list; `query` begins with `?`. */
export const listAddress = (app: App, query = '') => `${app.address}/admin/plugins/rn-subscriptions${query}`;

/** Opens the list as nobody yet, signs in, and waits until its title stands there. */
export const openList = async (input: { app: App; page: Page; email: string; query?: string; title?: string }) => {
  const { app, page, email, query, title = 'Mes abonnés ressources numériques' } = input;
  await page.goto(listAddress(app, query));
  await signInToPanel(page, email);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

/** The number of patrons and of pages, as the list says it. */
export const resultCount = (page: Page) => page.locator('#rn-results');

/** The names in the list, from the top. */
export const listedNames = (page: Page) => page.locator('tbody tr td:first-child').allInnerTexts();

export const patronWindow = (page: Page) => page.getByRole('dialog').filter({ has: page.locator('form') });

/** Opens the window by a click on the name in the list. */
export const openPatron = async (page: Page, lastName: string) => {
  await page.getByRole('link', { name: lastName, exact: true }).click();
  await patronWindow(page).getByLabel('Prénom').waitFor();
  return patronWindow(page);
};

/** Leaves the window that is open, if any, and opens this patron's from the search. */
export const findAndOpenPatron = async (page: Page, lastName: string) => {
  if (await patronWindow(page).isVisible()) {
    await page.keyboard.press('Escape');
    await patronWindow(page).waitFor({ state: 'hidden' });
  }
  await page.getByRole('searchbox').fill(lastName);
  return openPatron(page, lastName);
};

/** Chooses a status in the window. */
export const choose = async (page: Page, status: string) => {
  await patronWindow(page).getByRole('combobox', { name: 'Statut' }).click();
  await page.getByRole('option', { name: status, exact: true }).click();
};

export const save = (page: Page) => patronWindow(page).getByRole('button', { name: 'Enregistrer' }).click();

/** Types into a date field of the window and leaves it. */
export const typeDay = async (page: Page, label: RegExp, typed: string) => {
  await patronWindow(page).getByLabel(label).first().fill(typed);
  await page.keyboard.press('Tab');
};

/** Opens the browser's calendar by the button of a date field; no test reaches into its window, so the choice (`YYYY-MM-DD`) is made as that makes it. */
export const pickDay = async (page: Page, label: string, day: string) => {
  const button = patronWindow(page).getByRole('button', { name: new RegExp(`Calendrier.*${label}`) });
  await page.evaluate(() => {
    const { showPicker } = HTMLInputElement.prototype;
    HTMLInputElement.prototype.showPicker = function show() {
      showPicker.call(this);
      this.dataset.opened = 'true';
    };
  });
  await button.click();
  const calendar = patronWindow(page).locator('input[type=date][data-opened=true]');
  await calendar.fill(day);
  await calendar.evaluate((input: HTMLInputElement) => delete input.dataset.opened);
  // Beside the calendar: it closes.
  await patronWindow(page).getByLabel(new RegExp(label)).first().click();
};

/** Puts a text into the clipboard and pastes it over all that stands in the field that has the focus. */
export const pasteOver = async (page: Page, text: string) => {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
};

/** A day (`YYYY-MM-DD`) as people type it in French. */
export const asTyped = (day: string) => day.split('-').reverse().join('/');
