import { linkIn } from '../helpers/account-link';
import { type App } from '../helpers/app';
import { withPicture } from '../helpers/browser';
import { accountOf, makeAdmin, makeMediatheque, makePatron, signUp, type Mediatheque } from '../helpers/people';
import { violationsOf } from '../helpers/accessibility';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { choosePassword, fillSignUp, sendSignUp, signInAsPatron } from '../helpers/website-page';

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;
let creil: Mediatheque;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque' });
  creil = await makeMediatheque(app, { city: 'Creil', name: 'Médiathèque' });
});
afterAll(() => stopAppInBrowser({ app, browser }));

const statesAt = async (email: string) =>
  (
    await app.strapi.db
      .query('plugin::rn-subscriptions.registration')
      .findMany({ where: { email }, orderBy: { id: 'asc' } })
  ).map(({ firstName, state }: { firstName: string; state: string }) => `${firstName} ${state}`);
const mailTo = (email: string, words: RegExp) =>
  app.smtp.waitFor((mail) => mail.receivers[0] === email && words.test(`${mail.subject} ${mail.text}`));

test('a mother and two children sign up one by one with one address; all three are decided, a stranger who was first gets nothing', async () => {
  const email = 'famille.roux@example.com';
  // Somebody was here before her, with her address.
  await signUp(app, creil, { firstName: 'Intrus', lastName: 'Autre', email }).expect(202);

  const person = await browser.person({ width: 390 });
  await withPicture(person.page, 'family-link', async () => {
    const { page } = person;
    await fillSignUp({ app, page, patron: { lastName: 'Roux', firstName: 'Marie', email }, mediatheque: noyon.label });
    await sendSignUp(page);
    for (const firstName of ['Paul', 'Julie']) {
      await page.getByRole('link', { name: 'Inscrire une autre personne de la famille' }).click();
      // What the next one shares with the last is there already.
      expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Roux');
      expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe(email);
      expect(await page.getByRole('combobox', { name: 'Médiathèque' }).inputValue()).toBe(noyon.label);
      await page.getByLabel('Prénom', { exact: true }).fill(firstName);
      await page.getByLabel('Jour').fill('3');
      await page.getByLabel('Mois').fill('4');
      await page.getByLabel('Année').fill('2005');
      await sendSignUp(page);
    }
    expect(await statesAt(email)).toEqual(['Intrus pending', 'Marie pending', 'Paul pending', 'Julie pending']);

    // The library need not wait for her.
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon] });
    const { data } = (await librarian.get('/rn-subscriptions/registrations').expect(200)).body;
    for (const { documentId } of data) {
      await librarian
        .put(`/rn-subscriptions/registrations/${documentId}`, {
          version: 1,
          state: 'validated',
          validFrom: new Date().toLocaleDateString('sv', { timeZone: 'Europe/Paris' }),
        })
        .expect(200);
    }

    const mail = await mailTo(email, /Bonjour Paul Roux/);
    await page.goto(linkIn(mail));
    const group = (name: string) => page.getByRole('group', { name });
    await group(`Intrus (${creil.label})`).waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/Autre|1984|2005/);
    await page.getByRole('button', { name: 'Valider' }).click();
    await page
      .locator('.summary')
      .getByRole('link', { name: 'Dites si vous connaissez cette personne.' })
      .first()
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await group(`Intrus (${creil.label})`).getByLabel('Je ne connais pas cette personne').check();
    for (const firstName of ['Marie', 'Paul', 'Julie'])
      await group(`${firstName} (${noyon.label})`).getByLabel('C’est moi, ou quelqu’un de ma famille').check();
    await choosePassword(page);
    await page.getByText('Votre compte est ouvert. Vous êtes connecté.').waitFor();
    for (const firstName of ['Marie', 'Paul', 'Julie'])
      await page
        .getByRole('article', { name: `${firstName} Roux` })
        .getByText(/^Validé jusqu’au/)
        .waitFor();
    expect(await page.getByRole('article').count()).toBe(3);
  });
  expect(await statesAt(email)).toEqual(['Marie validated', 'Paul validated', 'Julie validated']);
  await mailTo(creil.email, /une demande d’inscription est effacée/);
});

test('whoever knows nobody of those who were asked for erases them by a word, and has no account', async () => {
  const { email } = await makePatron(app, creil, { firstName: 'Inconnue' }, { confirmed: false });
  const person = await browser.person();
  await withPicture(person.page, 'family-unknown', async () => {
    const { page } = person;
    await page.goto(linkIn(await mailTo(email, /Inconnue/)));
    await page.getByLabel('Je ne connais pas cette personne').check();
    expect(await page.getByLabel('Mot de passe', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Valider' }).click();
    await page.locator('.summary').getByText('Tapez le mot EFFACER').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Pour effacer ces demandes, tapez EFFACER').fill('effacer');
    await page.getByRole('button', { name: 'Valider' }).click();
    await page.getByRole('heading', { level: 1, name: 'Demandes effacées' }).waitFor();
  });
  expect(await statesAt(email)).toEqual([]);
  expect(await accountOf(app, email)).toBeNull();
});

test('whoever has an account adds or refuses who was asked for at its address, once signed in', async () => {
  const { email } = await makePatron(app, noyon, { firstName: 'Paule' });
  for (const firstName of ['Zoé', 'Personne']) await signUp(app, creil, { firstName, email }).expect(202);
  const person = await browser.person({ width: 390 });
  await withPicture(person.page, 'family-asked', async () => {
    const { page } = person;
    await page.goto(linkIn(await mailTo(email, /demandée pour Zoé/)));
    await page.getByText(`Une inscription est demandée avec votre adresse e-mail pour Zoé (${creil.label})`).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Me connecter' }).click();
    await signInAsPatron({ app, page, email });
    await page.getByRole('heading', { name: 'Une inscription est demandée avec votre adresse' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^C’est quelqu’un de ma famille.*Zoé/ }).click();
    await page
      .getByRole('article', { name: 'Zoé Dupont' })
      .getByText(`La demande est envoyée à la médiathèque : ${creil.label}.`)
      .waitFor();
    await page.getByRole('button', { name: /^Je ne connais pas cette personne.*Personne/ }).click();
    await page.getByText('La demande est effacée.').waitFor();
    expect(await page.getByRole('heading', { name: 'Une inscription est demandée avec votre adresse' }).count()).toBe(
      0
    );
  });
  expect(await statesAt(email)).toEqual(['Paule pending', 'Zoé pending']);
});
