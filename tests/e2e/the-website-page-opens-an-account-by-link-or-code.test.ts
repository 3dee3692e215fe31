import { violationsOf } from '../helpers/accessibility';
import { codeIn, linkIn } from '../helpers/account-link';
import type { App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { asVisitor } from '../helpers/browser';
import { accountOf, makeMediatheque, makePatron, type Mediatheque } from '../helpers/people';
import { choosePassword } from '../helpers/website-page';

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque du Chevalet' });
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('a link opens the account by a password that is typed, not by being opened, and one that has expired leads to another', () =>
  asVisitor(browser, 'account-link', async ({ page }) => {
    const { email } = await makePatron(app, noyon, { firstName: 'Aline' }, { confirmed: false });
    const account = () => accountOf(app, email);
    const link = linkIn(await app.smtp.mailTo(email));
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
    const mail = await app.smtp.mailTo(email, { subject: /^Votre lien/ });

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
  asVisitor(browser, 'account-code', async ({ page }) => {
    const { email } = await makePatron(app, noyon, {}, { confirmed: false });
    const mail = await app.smtp.mailTo(email);
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
