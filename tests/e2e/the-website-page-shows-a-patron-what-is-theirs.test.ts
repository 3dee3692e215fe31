import fs from 'node:fs';
import { addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { violationsOf } from '../helpers/accessibility';
import type { App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { asVisitor } from '../helpers/browser';
import {
  accountOf,
  makeMediatheque,
  makePatron,
  makeRegistration,
  PASSWORD,
  signInPatron,
  type Mediatheque,
} from '../helpers/people';
import { fillSignIn, signInAsPatron } from '../helpers/website-page';

const today = todayInParis();

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque du Chevalet' });
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('a patron reads in words whether the subscription waits, is valid, was refused or has expired', () =>
  asVisitor(browser, 'own-registrations', async ({ page }) => {
    const { email } = await makePatron(app, noyon, { firstName: 'Anne' });
    const account = (await accountOf(app, email)).id;
    const lastDay = addMonths(today, -12);
    const valid = { email, account, state: 'validated', validFrom: today };
    await makeRegistration(app, noyon, { ...valid, firstName: 'Basile' });
    await makeRegistration(
      app,
      noyon,
      { ...valid, firstName: 'Chloé' },
      { valid_from: addMonths(today, -24), expires_on: lastDay }
    );
    await makeRegistration(app, noyon, { email, account, firstName: 'David', state: 'refused' });

    await fillSignIn({ app, page, email, password: 'un autre mot de passe' });
    await page
      .getByText('L’adresse e-mail ou le mot de passe ne correspond pas. Vérifiez les deux, puis réessayez.')
      .waitFor();
    expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe(email);

    await signInAsPatron({ app, page, email, isOwn: true });
    const person = (firstName: string) => page.getByRole('article', { name: `${firstName} Dupont` });
    await person('Anne').getByText('En attente', { exact: true }).waitFor();
    await person('Anne').getByText('votre médiathèque ne l’a pas encore validée').waitFor();
    await person('Basile')
      .getByText(`Validé jusqu’au ${formatDate(addMonths(today, 12), 'fr')}`)
      .waitFor();
    await person('Chloé')
      .getByText(/^Expiré depuis le/)
      .waitFor();
    await person('Chloé').getByText('Réinscrivez-vous auprès de votre médiathèque.').waitFor();
    await person('David').getByText('Refusé', { exact: true }).waitFor();
    await person('David').getByText('Rapprochez-vous de votre médiathèque.').waitFor();
    expect(await page.getByRole('button', { name: /Corriger mes informations/ }).count()).toBe(1);

    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'My registrations' }).waitFor();
    await person('Basile')
      .getByText(`Valid until ${formatDate(addMonths(today, 12), 'en')}`)
      .waitFor();
    await person('Anne').getByText('your library has not validated it yet').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'My registrations' }).waitFor();
  }));

test('on a shared computer a session ends with the page, with a quarter of an hour of doing nothing, and everywhere when its owner says so', () =>
  asVisitor(browser, 'shared', async ({ page }) => {
    const { email } = await makePatron(app, noyon);
    const signInForm = () => page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor();
    await signInAsPatron({ app, page, email });
    await page.reload();
    await signInForm();

    await page.clock.install();
    await signInAsPatron({ app, page, email });
    await page.clock.fastForward('14:00');
    await page.getByRole('heading', { name: 'Mes inscriptions' }).click();
    await page.clock.fastForward('14:00');
    expect(await page.getByRole('heading', { name: 'Mes inscriptions' }).count()).toBe(1);
    await page.clock.fastForward('02:00');
    await page.getByText('personne ne s’est servi de la page pendant 15 minutes').waitFor();

    const elsewhere = await signInPatron(app, email);
    await signInAsPatron({ app, page, email });
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Se déconnecter partout' }).click();
    await page.getByText('Vous êtes déconnecté.').waitFor();
    await elsewhere.get('/api/rn-subscriptions/registrations/mine').expect(401);
  }));

test('a parent registers a child, with an agreement that appears where the birth date asks for it, then downloads and erases everything', () =>
  asVisitor(browser, 'family', async ({ page }) => {
    const { email } = await makePatron(app, noyon, { firstName: 'Jeanne' });
    const account = (await accountOf(app, email)).id;
    for (const firstName of ['Ana', 'Bob', 'Cléo', 'Dan'])
      await makeRegistration(app, noyon, { email, account, firstName });
    await signInAsPatron({ app, page, email });
    const another = page.getByRole('button', { name: 'Inscrire une autre personne de la famille' });
    await another.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Inscrire une autre personne de la famille'
    );
    await page.getByLabel('Nom', { exact: true }).fill('Dupont');
    await page.getByLabel('Prénom', { exact: true }).fill('Noé');

    const guardian = page.getByLabel('Nom et prénom du parent ou responsable légal');
    const agreement = page.getByRole('checkbox', { name: 'J’ai lu ce texte et je donne mon accord, avec l’enfant.' });
    await page.getByLabel('Jour').fill('2');
    await page.getByLabel('Mois').fill('3');
    await page.getByLabel('Année').fill('1984');
    expect(await guardian.count()).toBe(0);
    await page.getByLabel('Année').fill(String(Number(today.slice(0, 4)) - 8));
    await page
      .getByRole('status')
      .filter({ hasText: 'Avant 15 ans, l’accord d’un parent ou d’un responsable légal est nécessaire' })
      .waitFor();
    expect(await page.getByLabel('Année').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await guardian.inputValue()).toBe('Jeanne Dupont');
    await page.getByText('J’exerce l’autorité parentale').waitFor();
    expect(await agreement.isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.locator('.summary').getByRole('link', { name: 'Lisez l’accord, puis cochez la case.' }).press('Enter');
    expect(await agreement.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await agreement.press('Space');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    const child = page.getByRole('article', { name: 'Noé Dupont' });
    await child.getByText(`La demande est envoyée à la médiathèque : ${noyon.label}.`).waitFor();
    await child.getByText(`Jeanne Dupont, accord du ${formatDate(today, 'fr')}`).waitFor();
    await page.getByText('Votre compte réunit déjà 6 inscriptions').waitFor();
    expect(await another.count()).toBe(0);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger mes données' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`mes-donnees-${today}.json`);
    const held = JSON.parse(fs.readFileSync(await file.path(), 'utf8'));
    expect(held.registrations[5].guardian).toMatchObject({
      name: 'Jeanne Dupont',
      text: expect.stringContaining('autorité parentale'),
    });

    await page.getByRole('button', { name: 'Supprimer mon compte' }).click();
    await page.getByText('toutes les inscriptions de ce compte').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Mot de passe', { exact: true }).fill('pas celui-là');
    await page.getByRole('button', { name: 'Supprimer pour toujours' }).click();
    await page.locator('.summary').getByText('Ce mot de passe n’est pas le vôtre.').waitFor();
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Supprimer pour toujours' }).click();
    await page.getByRole('heading', { level: 1, name: 'Compte supprimé' }).waitFor();
    await page.getByRole('link', { name: 'Se connecter' }).waitFor();
    expect(await app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email } })).toBe(0);
  }));
