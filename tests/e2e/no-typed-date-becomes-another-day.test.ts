import type { Page } from 'playwright-core';
import {
  addDays,
  addMonths,
  formatDate,
  formatDayFully,
  todayInParis,
} from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { fieldProblem } from '../../src/plugins/rn-subscriptions/shared/messages/field-problems';
import { stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import type { App } from '../helpers/app';
import { withPicture } from '../helpers/browser';
import { startLibrarianAtWork } from '../helpers/librarian-at-work';
import { asTyped, findAndOpenPatron, pasteOver, patronWindow, pickDay } from '../helpers/librarian-page';
import { makeAdmin, makePatron, makeRegistration, storedRegistration, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';
import { signInAsPatron } from '../helpers/website-page';

const today = todayInParis();

let app: App;
let browser: AppInBrowser['browser'];
let mediatheque: Mediatheque;
let page: Page;

beforeAll(async () => {
  ({ app, browser, mediatheque, page } = await startLibrarianAtWork({ subscriptionMonths: 120 }));
});
afterAll(() => stopAppInBrowser({ app, browser }));

/** Texts that mean `day`, each in another way. */
const waysOf = (day: string): string[] => {
  const [year, month, date] = day.split('-');
  return [
    `${date}/${month}/${year}`,
    `${Number(date)}/${Number(month)}/${year}`,
    `${date}.${month}.${year}`,
    `${date}-${month}-${year}`,
    `${date} ${month} ${year}`,
    `${date}${month}${year}`,
    day,
    formatDate(day, 'fr'),
    formatDate(day, 'en'),
    `\u00a0${date} / ${month} / ${year}\u00a0`,
  ];
};

/** Texts that mean no day, with what is said of them; some of them once became today, the old day, or a day of 1912. */
const NO_DAYS: [string, string][] = [
  ['25/12', 'yearMissing'],
  ['25 décembre', 'yearMissing'],
  ['2512', 'yearMissing'],
  ['31/12/26', 'yearDigits'],
  ['17/05/12', 'yearDigits'],
  ['170512', 'yearDigits'],
  ['17/05/198', 'yearDigits'],
  ['17', 'monthMissing'],
  ['05/1984', 'dayMissing'],
  ['mai 1984', 'dayMissing'],
  ['12/31/1984', 'monthFirst'],
  ['17/13/1984', 'invalidMonth'],
  ['30/02/1984', 'invalidDate'],
  ['31 avril 1984', 'invalidDate'],
  ['hier', 'unreadableDate'],
  ['17/05/1984 ou 1985', 'unreadableDate'],
];

const BY: [string, (text: string) => Promise<void>][] = [
  [
    'typed',
    async (text) => {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
  ],
  ['pasted', (text) => pasteOver(page, text)],
];

const FIELDS = [
  { field: 'validFrom', label: 'Date de validité', day: addDays(addMonths(today, -3), -4) },
  { field: 'birthDate', label: 'Date de naissance', day: '1951-03-02' },
];

describe.each(FIELDS)('$label in the window', ({ field, label, day }) => {
  const input = () => patronWindow(page).getByLabel(new RegExp(label)).first();
  const stored = async (documentId: string) => (await storedRegistration(app, documentId))[field];

  /** A patron with a stored day, unlike any that is typed, opened in the window. */
  const open = async (lastName: string) => {
    const registration = await makeRegistration(app, mediatheque, {
      lastName,
      birthDate: '1984-05-16',
      state: 'validated',
      validFrom: addMonths(today, -1),
    });
    await findAndOpenPatron(page, lastName);
    return registration;
  };

  test.each(BY)('a text that means no day stays as it is %s, with a sentence, and is not saved', (way, put) =>
    withPicture(page, `no-day ${field} ${way}`, async () => {
      const { documentId } = await open(`Sansjour-${field}-${way}`);
      const before = await stored(documentId);
      let saves = 0;
      page.on('request', (request) => (saves += request.method() === 'PUT' ? 1 : 0));
      for (const [text, code] of NO_DAYS) {
        await input().focus();
        await put(text);
        await page.keyboard.press('Tab');
        await patronWindow(page).getByText(fieldProblem(code, 'fr')).waitFor();
        await input().press('Enter');
        await patronWindow(page).getByText('Rien n’est encore enregistré').waitFor();
        expect([text, await input().inputValue(), await input().getAttribute('aria-invalid')]).toEqual([
          text,
          text,
          'true',
        ]);
        await patronWindow(page).getByRole('button', { name: 'Masquer ce message' }).click();
      }
      expect(saves).toBe(0);
      page.removeAllListeners('request');
      expect(await stored(documentId)).toBe(before);
      // Escape asks, as everywhere, and the text is still there.
      await input().press('Escape');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Continuer la saisie' }).click();
      expect(await input().inputValue()).toBe(NO_DAYS.at(-1)![0]);
      await page.keyboard.press('Escape');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Quitter sans enregistrer' }).click();
      await patronWindow(page).waitFor({ state: 'hidden' });
    })
  );

  test.each(BY)(
    'a text that means a day, %s in any usual way, is shown in words and stored as that day by Enter',
    (way, put) =>
      withPicture(page, `day ${field} ${way}`, async () => {
        const { documentId } = await open(`Jour-${field}-${way}`);
        // Each text means another day, so that each save has one to store.
        for (const index of waysOf(day).keys()) {
          const meant = addDays(day, index);
          const typed = waysOf(meant)[index];
          await input().focus();
          await put(typed);
          await patronWindow(page).getByText(formatDayFully(meant, 'fr')).waitFor();
          expect(await input().inputValue()).toBe(typed);
          await input().press('Enter');
          await patronWindow(page)
            .getByText(/^Enregistré\./)
            .waitFor();
          expect([typed, await stored(documentId)]).toEqual([typed, meant]);
          await patronWindow(page).getByRole('button', { name: 'Masquer ce message' }).click();
        }
      })
  );

  test('a day picked with the mouse is written into the field, over an unreadable text too', () =>
    withPicture(page, `picked ${field}`, async () => {
      const { documentId } = await open(`Choisi-${field}`);
      for (const text of ['25/12', asTyped(addDays(day, 40))]) {
        await input().fill(text);
        await pickDay(page, label, day);
        expect(await input().inputValue()).toBe(asTyped(day));
      }
      await input().press('Enter');
      await patronWindow(page)
        .getByText(/^Enregistré\./)
        .waitFor();
      expect(await stored(documentId)).toBe(day);
    }));
});

test('a date of birth on the website: no text becomes another day, and nothing is cut', async () => {
  const { email, documentId } = await makePatron(app, mediatheque, { birthDate: '1984-05-16' });
  const { page: there, context } = await browser.person();
  const box = (name: string) => there.getByLabel(name, { exact: true });
  const shown = async () => [
    await box('Jour').inputValue(),
    await box('Mois').inputValue(),
    await box('Année').inputValue(),
  ];
  const correct = () => there.getByRole('button', { name: /Corriger mes informations/ }).click();
  const send = () => there.getByRole('button', { name: 'Enregistrer' }).click();
  const type = async (texts: string[]) => {
    for (const [index, name] of ['Jour', 'Mois', 'Année'].entries()) {
      await box(name).focus();
      await there.keyboard.press('Control+A');
      await there.keyboard.press('Delete');
      await there.keyboard.type(texts[index]);
    }
  };
  const stored = async () => (await storedRegistration(app, documentId)).birthDate;

  await withPicture(there, 'website-birth-date', async () => {
    await signInAsPatron({ app, page: there, email });
    await correct();
    const noDays: [string[], RegExp][] = [
      [['17', '5', '84'], /quatre chiffres/],
      [['17', '05', '12'], /quatre chiffres/],
      [['17', '5', '198'], /quatre chiffres/],
      [['17', '5', '19844'], /quatre chiffres/],
      [['17', '5', '0084'], /quatre chiffres/],
      [['17', '5', ''], /un jour, un mois et une année/],
      [['', '5', '1984'], /un jour, un mois et une année/],
      [['17', '', '1984'], /un jour, un mois et une année/],
      [['', '', ''], /Indiquez la date/],
      [['12', '31', '1984'], /d’abord le jour/],
      [['30', '2', '1984'], /n’existe pas/],
      [['29', '2', '1983'], /n’existe pas/],
      [['17', '55', '1984'], /n’existe pas/],
      [['171', '5', '1984'], /n’existe pas/],
      [['0', '5', '1984'], /n’existe pas/],
      [['17', 'mai', '1984'], /n’existe pas/],
      [['17/05', '5', '1984'], /n’existe pas/],
    ];
    for (const [texts, sentence] of noDays) {
      await type(texts);
      await send();
      await there.locator('.summary').getByText(sentence).waitFor();
      expect(await shown()).toEqual(texts);
      expect(await stored()).toBe('1984-05-16');
    }

    for (const [index, texts] of [
      ['17', '5', '1984'],
      ['07', '06', '1952'],
      ['29', '2', '1952'],
      ['1', '12', '2001'],
    ].entries()) {
      if (index > 0) await correct();
      await type(texts);
      await send();
      await there.getByText('Vos corrections sont enregistrées.').waitFor();
      const [day, month, year] = texts;
      const typed = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      await until(stored, (date) => date === typed);
    }

    const pasted = ['17/05/1984', '18.5.1984', '19051984', '1984-05-20', ' 21 05 1984 '];
    for (const [index, text] of pasted.entries()) {
      await correct();
      await box('Jour').focus();
      await pasteOver(there, text);
      expect((await shown()).map(Number)).toEqual([17 + index, 5, 1984]);
      await send();
      await there.getByText('Vos corrections sont enregistrées.').waitFor();
      await until(stored, (date) => date === `1984-05-${17 + index}`);
    }
    await correct();
    await box('Jour').focus();
    await pasteOver(there, '17/05/12');
    await send();
    await there
      .locator('.summary')
      .getByText(/quatre chiffres/)
      .waitFor();
    await box('Jour').focus();
    await pasteOver(there, 'le 17 mai');
    expect(await box('Jour').inputValue()).toBe('le 17 mai');
    expect(await stored()).toBe('1984-05-21');
  });
  await context.close();
});

test('the server takes a day only', async () => {
  const { documentId, version } = await makeRegistration(app, mediatheque, { state: 'validated', validFrom: today });
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  for (const field of ['birthDate', 'validFrom']) {
    for (const text of ['25/12', '31/12/26', '17/05/1984', '1984-5-17', '1984-02-30', '', '1984-05-17T00:00']) {
      const answer = await librarian
        .put(`/rn-subscriptions/registrations/${documentId}`, { version, [field]: text })
        .expect(400);
      expect(answer.body.error.details.errors).toEqual([expect.objectContaining({ field })]);
    }
  }
  expect(await storedRegistration(app, documentId)).toMatchObject({
    version,
    birthDate: '1984-05-17',
    validFrom: today,
  });
});
