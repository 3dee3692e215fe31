import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { violationsOf } from '../helpers/accessibility';
import { startApp, type App } from '../helpers/app';
import { startBrowser, withPicture } from '../helpers/browser';
import { makeMediatheque, type Mediatheque } from '../helpers/people';

const PAGE = '/services/abonnement/';
const LEGAL =
  '# Éditeur\n\nLe réseau <des> médiathèques.\nOise\n\nÉcrivez à contact@reseau.example, ou voyez https://reseau.example/contact.';

let app: App;
let sheet: Server;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let noyon: Mediatheque;

beforeAll(async () => {
  sheet = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/css');
    response.end(':root { --accent: rgb(120, 0, 60); }');
  });
  await new Promise<void>((resolve) => sheet.listen(0, '127.0.0.1', resolve));
  app = await startApp({
    listen: true,
    env: {
      WEBSITE_PATH: PAGE.slice(0, -1),
      WEBSITE_STYLE_SHEET: `http://127.0.0.1:${(sheet.address() as AddressInfo).port}/charte.css`,
      WEBSITE_LEGAL_NOTICE: LEGAL,
      WEBSITE_PRIVACY: 'https://reseau.example/donnees',
      NETWORK_NAME: 'Réseau de la vallée',
      SIGN_UP_PROOF_OF_WORK: 'true',
    },
  });
  browser = await startBrowser();
  noyon = await makeMediatheque(app, { city: 'Noyon' });
});
afterAll(async () => {
  await browser?.stop();
  await app?.stop();
  sheet?.close();
});

test('at its own path it signs people up, in the colours of the host, and mails lead there', async () => {
  const { page, context } = await browser.person();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await withPicture(page, 'website-elsewhere', async () => {
    await page.goto(`${app.address}${PAGE.slice(0, -1)}#inscription`);
    await page.getByLabel('Nom', { exact: true }).fill('Martin');
    await page.getByLabel('Prénom').fill('Anne');
    await page.getByLabel('Adresse e-mail').fill('anne@example.org');
    for (const [name, text] of [
      ['Jour', '17'],
      ['Mois', '5'],
      ['Année', '1984'],
    ])
      await page.getByLabel(name, { exact: true }).fill(text);
    await page.getByRole('combobox').pressSequentially('noyo');
    await page.getByRole('option', { name: noyon.label }).click();
    const more = page.locator('main').getByRole('link', { name: 'Données personnelles (nouvel onglet)' });
    expect(await more.getAttribute('href')).toBe('https://reseau.example/donnees');
    const button = page.getByRole('button', { name: 'Envoyer ma demande' });
    expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(120, 0, 60)');
    await button.click();
    await page.getByRole('heading', { name: 'Demande reçue' }).waitFor();

    const mail = await app.smtp.waitFor(({ receivers }) => receivers.includes('anne@example.org'));
    expect(mail.text).toContain(`${app.address}${PAGE}#acces?lien=`);
  });
  expect(complaints).toEqual([]);
  await context.close();
});

test('its footer names the network and leads to the notices that it has, in French and in English', async () => {
  const { page, context } = await browser.person();
  await withPicture(page, 'website-notices', async () => {
    await page.goto(`${app.address}${PAGE}`);
    const footer = page.locator('footer');
    await footer.getByText('Un service de votre médiathèque et de son réseau : Réseau de la vallée.').waitFor();
    expect(await footer.getByRole('link').allTextContents()).toEqual(['Mentions légales', 'Données personnelles']);
    await footer.getByRole('link', { name: 'Mentions légales' }).click();

    await page.getByRole('heading', { level: 1, name: 'Mentions légales' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.getByRole('heading', { level: 2, name: 'Éditeur' }).waitFor();
    await page.getByText('Le réseau <des> médiathèques.').waitFor();
    const links = page.locator('main').getByRole('link');
    expect(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual([
      'mailto:contact@reseau.example',
      'https://reseau.example/contact',
    ]);
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Legal notice' }).waitFor();
    expect(await page.getByText('Le réseau').evaluate((text) => text.closest('[lang]')?.getAttribute('lang'))).toBe(
      'fr'
    );
    await footer.getByText('A service of your library and its network: Réseau de la vallée.').waitFor();
    expect(await footer.getByRole('link').allTextContents()).toEqual(['Legal notice', 'Personal data']);
  });
  await context.close();
});
