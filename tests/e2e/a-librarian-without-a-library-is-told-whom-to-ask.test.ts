import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import { listAddress, openList, signInToPanel } from '../helpers/librarian-page';
import { makeAdmin, makeMediatheque, makeRegistration } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  await makeRegistration(app, await makeMediatheque(app), { lastName: 'Lefèvre' });
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('a librarian of no library sees nobody, and reads whom to ask, with the address to write to', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-librarian' });
  const { page } = await browser.person();
  await withPicture(page, 'no-library', async () => {
    await openList({ app, page, email });
    await page.getByRole('status').getByText('Votre compte n’est lié à aucune médiathèque').waitFor();
    await page.getByText('contactez : Médiathèque départementale de l’Oise').waitFor();
    expect(await page.getByRole('link', { name: 'reseau@example.org' }).getAttribute('href')).toBe(
      'mailto:reseau@example.org'
    );
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.content()).not.toContain('Lefèvre');
  });
});

test('an editor has no entry in the menu, and the page’s address shows nothing', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-editor' });
  const { page } = await browser.person();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await withPicture(page, 'editor', async () => {
    await page.goto(listAddress(app));
    await signInToPanel(page, email);
    await page.getByText("Vous n'avez pas les permissions pour accéder à ce contenu").waitFor();
    await page.getByRole('link', { name: 'Gestion du contenu' }).waitFor();
    expect(await page.getByRole('link', { name: 'Mes abonnés ressources numériques' }).count()).toBe(0);
    expect(asked.filter((url) => url.includes('/rn-subscriptions/registrations'))).toEqual([]);
    expect(await page.content()).not.toContain('Lefèvre');
  });
});
