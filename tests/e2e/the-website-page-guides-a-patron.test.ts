import type { App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { asVisitor } from '../helpers/browser';
import { makeMediatheque, makePatron, type Mediatheque } from '../helpers/people';
import { fillSignUp, sendSignUp } from '../helpers/website-page';

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque du Chevalet' });
  await makeMediatheque(app, { city: 'Noyers', name: 'Bibliothèque' });
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('what is wrong with a sign-up is summed up, led to and mended, by the keyboard, without losing a word', () =>
  asVisitor(browser, 'sign-up-problems', async ({ page }) => {
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className);
    await page.goto(`${app.address}/inscription/#inscription`);
    await page.getByLabel('Prénom').fill('Hélène');
    await page.getByLabel('Année').fill('1984');
    await page.keyboard.press('Enter');

    const summary = page.locator('.summary');
    await summary.getByRole('heading', { name: 'Certaines informations sont à corriger' }).waitFor();
    expect(await focused()).toBe('summary');
    expect(await page.title()).toMatch(/^Erreur/);
    expect(await summary.getByRole('link').allTextContents()).toEqual([
      'Indiquez le nom.',
      'Indiquez votre adresse e-mail.',
      'La date de naissance doit comporter un jour, un mois et une année.',
      'Choisissez votre médiathèque dans la liste.',
    ]);
    expect(await page.getByLabel('Prénom').inputValue()).toBe('Hélène');
    expect(await page.getByLabel('Année').inputValue()).toBe('1984');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Nom', { exact: true }).evaluate((input) => input === document.activeElement)).toBe(
      true
    );
    await page.keyboard.type('Lefèvre');
    await page.getByLabel('Adresse e-mail').fill('helene@example.com');
    await summary.getByRole('link', { name: /date de naissance/ }).press('Enter');
    await page.keyboard.type('17');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5');

    await summary.getByRole('link', { name: /médiathèque/ }).press('Enter');
    await page.keyboard.type('noy');
    await page.getByText('2 médiathèques trouvées. Choisissez avec les flèches haut et bas, puis Entrée.').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(`Médiathèque choisie : ${noyon.label}.`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Demande reçue' }).waitFor();
    const stored = await app.strapi.db
      .query('plugin::rn-subscriptions.registration')
      .findOne({ where: { email: 'helene@example.com' } });
    expect(stored).toMatchObject({
      lastName: 'Lefèvre',
      firstName: 'Hélène',
      birthDate: '1984-05-17',
      mediatheque: noyon.documentId,
    });
  }));

test('a request is sent once however often it is clicked, and a failure keeps it', () =>
  asVisitor(browser, 'sign-up-once', async ({ page }) => {
    const patron = { lastName: 'Moreau', firstName: 'Jules', email: 'jules@example.com' };
    await fillSignUp({ app, page, patron, mediatheque: noyon.label });
    const sign = /rn-subscriptions\/registrations$/;
    await page.route(sign, (route) => route.abort());
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await page
      .getByText(
        'Le service ne répond pas. Vérifiez votre connexion à Internet, puis réessayez. Ce que vous avez saisi est conservé.'
      )
      .waitFor();
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Moreau');
    expect(await page.getByRole('combobox', { name: 'Médiathèque' }).inputValue()).toBe(noyon.label);
    await page.unroute(sign);

    let posts = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && sign.test(request.url())) posts += 1;
    });
    await page.getByRole('button', { name: 'Envoyer ma demande' }).dblclick();
    await page.getByRole('heading', { name: 'Demande reçue' }).waitFor();
    expect(posts).toBe(1);
  }));

test('an address that is known already sees the very same page', () =>
  asVisitor(browser, 'sign-up-known', async ({ page }) => {
    const { email } = await makePatron(app, noyon);
    const pageAfter = async (address: string) => {
      await fillSignUp({
        app,
        page,
        patron: { lastName: 'Nom', firstName: 'Prénom', email: address },
        mediatheque: noyon.label,
      });
      await sendSignUp(page);
      return (await page.getByRole('main').innerText()).replaceAll(address, '…');
    };
    expect(await pageAfter(email)).toBe(await pageAfter('nobody-yet@example.com'));
    expect(await app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email } })).toBe(1);
  }));

test('the form in English keeps what was typed in French', () =>
  asVisitor(browser, 'sign-up-english', async ({ page }) => {
    await page.goto(`${app.address}/inscription/#inscription`);
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Register for the digital resources' }).waitFor();
    expect(await page.getByLabel('Last name').inputValue()).toBe('Lefèvre');
    await page.getByRole('button', { name: 'Send my request' }).click();
    await page.getByRole('heading', { name: 'Some of the information needs mending' }).waitFor();
    await page.locator('.summary').getByRole('link', { name: 'Enter the first name.' }).waitFor();
  }));
