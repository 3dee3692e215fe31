import type { Page } from 'playwright-core';
import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture, type Person } from '../helpers/browser';
import { openList, openPatron } from '../helpers/librarian-page';
import { makeAdmin, makeMediatheque, makePatron, openAccount } from '../helpers/people';
import { fillSignUp, sendSignUp, signInAsPatron } from '../helpers/website-page';

let app: App;
let browser: AppInBrowser['browser'];

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
});
afterAll(() => stopAppInBrowser({ app, browser }));

/** What the browser refused on this page by its policy, and what its scripts threw. */
const complaintsOf = ({ page }: Person): string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
};

/** Strapi loosens the panel's policy outside of production: here the panel gets the one that production sends. */
const asInProduction = async (page: Page) => {
  const { headers } = await app.http().get('/nowhere');
  await page.route('**/admin/**', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch({ maxRetries: 3 });
    return route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': headers['content-security-policy'] },
    });
  });
};

/** Whether a script written into the page runs: what somebody's words would be, were they not text. */
const runsInlineScript = (page: Page) =>
  page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.hasRun = true';
    document.head.append(script);
    return 'hasRun' in window;
  });

test('the panel: sign-in, list and window', async () => {
  const mediatheque = await makeMediatheque(app);
  const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  await makePatron(app, mediatheque, { lastName: 'Dupont' });
  const person = await browser.person();
  const complaints = complaintsOf(person);
  await withPicture(person.page, 'policy of the panel', async () => {
    await asInProduction(person.page);
    await openList({ app, page: person.page, email });
    await openPatron(person.page, 'Dupont');
  });
  expect(complaints).toEqual([]);
  expect(await runsInlineScript(person.page)).toBe(false);
});

test('the website’s page: sign-up, sign-in and a file made in the page', async () => {
  const { label } = await makeMediatheque(app, { city: 'Zoteux' });
  const patron = { lastName: 'Martin', firstName: 'Anne', email: 'anne.martin@example.com' };
  const person = await browser.person();
  const complaints = complaintsOf(person);
  await withPicture(person.page, 'policy of the website', async () => {
    await fillSignUp({ app, page: person.page, patron, mediatheque: label });
    await sendSignUp(person.page);
    await openAccount(app, patron.email);
    await signInAsPatron({ app, page: person.page, email: patron.email });
    const download = person.page.waitForEvent('download');
    await person.page.getByRole('button', { name: 'Télécharger mes données' }).click();
    await download;
  });
  expect(complaints).toEqual([]);
  expect(await runsInlineScript(person.page)).toBe(false);
});
