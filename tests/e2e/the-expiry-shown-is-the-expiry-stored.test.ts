import type { Page } from 'playwright-core';
import {
  addMonths,
  formatDate,
  formatDayFully,
  isCalendarDate,
  todayInParis,
} from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import {
  asTyped,
  choose,
  findAndOpenPatron,
  openList,
  openPatron,
  patronWindow,
  pickDay,
  save,
  typeDay,
} from '../helpers/librarian-page';
import { makeAdmin, makeMediatheque, makeRegistration, storedRegistration, type Mediatheque } from '../helpers/people';

const today = todayInParis();
const VALID_FROM = /Date de validité/;

let app: App;
let browser: AppInBrowser['browser'];
let oneYear: Mediatheque;
let tenYears: Mediatheque;
let email: string;
let page: Page;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  oneYear = await makeMediatheque(app, { city: 'Noyon' });
  tenYears = await makeMediatheque(app, { city: 'Chantilly', subscriptionMonths: 120 });
  ({ email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [oneYear, tenYears] }));
  page = (await browser.person()).page;
  await openList({ app, page, email });
});
afterAll(() => stopAppInBrowser({ app, browser }));

const openNew = async (lastName: string, mediatheque: Mediatheque) => {
  const registration = await makeRegistration(app, mediatheque, { lastName });
  const window = await findAndOpenPatron(page, lastName);
  await choose(page, 'Validé');
  return { registration, window };
};

const expiryLine = (day: string) => patronWindow(page).getByText(`Date d’expiration : ${formatDate(day, 'fr')}`);

/** The shown expiry stands there before and after the save, and is the one that is stored. */
const saveAndCompare = async (documentId: string, validFrom: string, expiresOn: string) => {
  await expiryLine(expiresOn).waitFor();
  await save(page);
  await patronWindow(page)
    .getByText(/^Enregistré\. Un e-mail part/)
    .waitFor();
  await expiryLine(expiresOn).waitFor();
  expect(await storedRegistration(app, documentId)).toMatchObject({ state: 'validated', validFrom, expiresOn });
};

test('a day picked in the calendar with the mouse', () =>
  withPicture(page, 'picked-day', async () => {
    const { registration, window } = await openNew('Aubert', oneYear);
    const picked = `${addMonths(today, -1).slice(0, 7)}-15`;
    await pickDay(page, 'Date de validité', picked);
    expect(await window.getByLabel(VALID_FROM).first().inputValue()).toBe(asTyped(picked));
    await window.getByText(formatDayFully(picked, 'fr')).waitFor();
    await saveAndCompare(registration.documentId, picked, addMonths(picked, 12));
  }));

/** The year of the last 29 February that has been; ten years later there is none. */
const leapYear = (() => {
  let year = Number(today.slice(0, 4));
  while (!isCalendarDate(`${year}-02-29`) || `${year}-02-29` > today) year -= 1;
  return year;
})();

test('a typed day, the 29th of February, ends on the 28th', () =>
  withPicture(page, 'typed-day', async () => {
    const { registration } = await openNew('Blanc', tenYears);
    await typeDay(page, VALID_FROM, `29/02/${leapYear}`);
    await saveAndCompare(registration.documentId, `${leapYear}-02-29`, `${leapYear + 10}-02-28`);
  }));

test.each([
  ['whose expiry has passed', 'Caron', '29/02/2024', 'Avec cette date de validité, l’abonnement serait déjà expiré.'],
  ['in the future', 'Denis', asTyped(addMonths(today, 2)), 'Cette date est dans le futur.'],
  ['that does not exist', 'Fabre', '31/02/2026', 'Cette date n’existe pas. Écrivez jour, mois et année.'],
])('a day %s is refused in words, and shows no expiry', (_name, lastName, typed, sentence) =>
  withPicture(page, `refused-day ${lastName}`, async () => {
    const { registration, window } = await openNew(lastName, oneYear);
    await typeDay(page, VALID_FROM, typed);
    await window.getByText(sentence).waitFor();
    expect(await window.getByText('Date d’expiration :').count()).toBe(0);
    await save(page);
    await window.getByText('Rien n’est encore enregistré : corrigez les champs signalés.').waitFor();
    await window.getByText(sentence).waitFor();
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({
      state: 'pending',
      validFrom: null,
      expiresOn: null,
    });
    // The date that was meant mends it.
    await typeDay(page, VALID_FROM, asTyped(today));
    await saveAndCompare(registration.documentId, today, addMonths(today, 12));
  })
);

test.each(['America/Guadeloupe', 'UTC'])('days are the same on a computer set to %s', async (timezone) => {
  const lastName = `Garnier-${timezone.length}`;
  const { documentId } = await makeRegistration(app, oneYear, {
    lastName,
    birthDate: '1911-03-10',
    state: 'validated',
    validFrom: today,
  });
  const { page: there, context } = await browser.person({ timezone });
  await withPicture(there, `days in ${timezone}`, async () => {
    await openList({ app, page: there, email, query: `?search=${lastName}` });
    const window = await openPatron(there, lastName);
    const days = async () => [
      await window.getByLabel('Date de naissance').first().inputValue(),
      await window.getByLabel(VALID_FROM).first().inputValue(),
    ];
    expect(await days()).toEqual(['10/03/1911', asTyped(today)]);
    await window.getByText(`Date d’expiration : ${formatDate(addMonths(today, 12), 'fr')}`).waitFor();
    await window.getByLabel('Prénom').fill('Zoé');
    await save(there);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    const unchanged = { firstName: 'Zoé', birthDate: '1911-03-10', validFrom: today, expiresOn: addMonths(today, 12) };
    expect(await storedRegistration(app, documentId)).toMatchObject(unchanged);

    await typeDay(there, /Date de naissance/, '29/02/1952');
    await save(there);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    expect(await storedRegistration(app, documentId)).toMatchObject({ ...unchanged, birthDate: '1952-02-29' });
  });
  await context.close();
});
