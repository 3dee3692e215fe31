import fs from 'node:fs';
import { addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { codeIn, linkIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { startBrowser, withPicture, type Person } from '../helpers/browser';
import {
  makeMediatheque,
  makePatron,
  makeRegistration,
  PASSWORD,
  type Mediatheque,
  signInPatron,
} from '../helpers/people';
import { violationsOf } from '../helpers/accessibility';
import { choosePassword, fillSignIn, fillSignUp, sendSignUp, signInAsPatron } from '../helpers/website-page';

const today = todayInParis();

let app: App;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let noyon: Mediatheque;

beforeAll(async () => {
  app = await startApp({ listen: true });
  browser = await startBrowser();
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque du Chevalet' });
  await makeMediatheque(app, { city: 'Noyers', name: 'Bibliothèque' });
});
afterAll(async () => {
  await browser?.stop();
  await app?.stop();
});

/** A new visitor's browser for the length of one test. */
const asVisitor = async (name: string, part: (person: Person) => Promise<void>) => {
  const person = await browser.person();
  await withPicture(person.page, name, () => part(person));
  await person.context.close();
};

test('what is wrong with a sign-up is summed up, led to and mended, by the keyboard, without losing a word', () =>
  asVisitor('sign-up-problems', async ({ page }) => {
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
  asVisitor('sign-up-once', async ({ page }) => {
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
  asVisitor('sign-up-known', async ({ page }) => {
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

test('a patron reads in words whether the subscription waits, is valid, was refused or has expired', () =>
  asVisitor('own-registrations', async ({ page }) => {
    const { email } = await makePatron(app, noyon, { firstName: 'Anne' });
    const account = (await app.strapi.db.query('plugin::users-permissions.user').findOne({ where: { email } })).id;
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
  asVisitor('shared', async ({ page }) => {
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

test('a link opens the account by a password that is typed, not by being opened, and one that has expired leads to another', () =>
  asVisitor('account-link', async ({ page }) => {
    const { email } = await makePatron(app, noyon, { firstName: 'Aline' }, { confirmed: false });
    const account = () => app.strapi.db.query('plugin::users-permissions.user').findOne({ where: { email } });
    const link = linkIn(await app.smtp.waitFor((mail) => mail.receivers[0] === email));
    await app.strapi.db
      .query('plugin::rn-subscriptions.account-link')
      .updateMany({ where: { account: (await account()).documentId }, data: { sentAt: '2020-01-01T00:00:00.000Z' } });

    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'Ce lien ne s’ouvre pas' }).waitFor();
    await page.getByText('Ce lien a expiré.').waitFor();
    expect(page.url()).not.toContain('lien=');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Recevoir un nouveau lien' }).click();
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByRole('button', { name: 'Recevoir un lien' }).click();
    await page.getByRole('heading', { name: 'Regardez vos e-mails' }).waitFor();
    const mail = await app.smtp.waitFor((one) => one.receivers[0] === email && /^Votre lien/.test(one.subject ?? ''));

    await page.goto('about:blank');
    await page.goto(linkIn(mail));
    await page
      .getByRole('group', { name: `Aline (${noyon.label})` })
      .getByLabel('C’est moi, ou quelqu’un de ma famille')
      .isChecked();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Valider' }).click();
    await page.locator('.summary').getByRole('link', { name: 'Choisissez un mot de passe.' }).waitFor();
    expect(await account()).toMatchObject({ confirmed: false, password: null });
    await page.getByLabel('Mot de passe', { exact: true }).fill('Aline-Dupont');
    await page.getByRole('button', { name: 'Valider' }).click();
    await page
      .locator('.summary')
      .getByRole('link', { name: /Un nom ou une adresse e-mail se devine/ })
      .waitFor();
    await choosePassword(page);
    await page.getByText('Votre compte est ouvert. Vous êtes connecté.').waitFor();
    await page.getByText('En attente', { exact: true }).waitFor();

    // The link has served; whoever comes back is told what to do.
    await page.goto('about:blank');
    await page.goto(linkIn(mail));
    await page.getByText('Ce lien a déjà servi.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Se connecter' }).waitFor();
  }));

test('a link that a mail system has spoilt opens all the same: its # encoded, or by the code of the mail', () =>
  asVisitor('account-code', async ({ page }) => {
    const { email } = await makePatron(app, noyon, {}, { confirmed: false });
    const mail = await app.smtp.waitFor((one) => one.receivers[0] === email);
    for (const spoilt of [linkIn(mail).replace('#', '%23'), linkIn(mail).replace(/#.*/, encodeURIComponent)]) {
      await page.goto(spoilt);
      await page.getByRole('heading', { level: 1, name: 'Choisir votre mot de passe' }).waitFor();
      await page.goto('about:blank');
    }
    await page.goto(linkIn(mail).replace(/#.*/, ''));
    await page.getByRole('link', { name: 'Se connecter' }).first().click();
    await page.getByRole('link', { name: 'J’ai reçu un code' }).click();
    await page.getByRole('heading', { level: 1, name: 'J’ai reçu un code' }).waitFor();
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Code').fill('1234 5678');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.locator('.summary').getByText('Ce code ne correspond pas à cette adresse.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Code').fill(codeIn(mail));
    await page.getByRole('button', { name: 'Continuer' }).click();
    await choosePassword(page);
  }));

test('a parent registers a child, with an agreement that appears where the birth date asks for it, then downloads and erases everything', () =>
  asVisitor('family', async ({ page }) => {
    const { email } = await makePatron(app, noyon, { firstName: 'Jeanne' });
    const account = (await app.strapi.db.query('plugin::users-permissions.user').findOne({ where: { email } })).id;
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

test('the form in English keeps what was typed in French', () =>
  asVisitor('sign-up-english', async ({ page }) => {
    await page.goto(`${app.address}/inscription/#inscription`);
    await page.getByLabel('Nom', { exact: true }).fill('Lefèvre');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Register for the digital resources' }).waitFor();
    expect(await page.getByLabel('Last name').inputValue()).toBe('Lefèvre');
    await page.getByRole('button', { name: 'Send my request' }).click();
    await page.getByRole('heading', { name: 'Some of the information needs mending' }).waitFor();
    await page.locator('.summary').getByRole('link', { name: 'Enter the first name.' }).waitFor();
  }));
