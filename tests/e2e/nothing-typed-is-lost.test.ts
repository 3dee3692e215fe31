import type { Page } from 'playwright-core';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { startBrowser, withPicture } from '../helpers/browser';
import { choose, findAndOpenPatron, openList, patronWindow, save } from '../helpers/librarian-page';
import { changeRegistration, makeAdmin, makeMediatheque, makeRegistration, storedRegistration, type Mediatheque } from '../helpers/people';

let app: App;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let mediatheque: Mediatheque;
let page: Page;

beforeAll(async () => {
  app = await startApp({ listen: true });
  browser = await startBrowser();
  mediatheque = await makeMediatheque(app, { city: 'Noyon' });
  const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  page = (await browser.person()).page;
  await openList({ app, page, email });
});
afterAll(async () => {
  await browser?.stop();
  await app?.stop();
});

/** A patron who waits, and the window opened on them from the list. */
const openNew = async (lastName: string) => {
  const registration = await makeRegistration(app, mediatheque, { lastName, firstName: 'Hélène' });
  return { registration, window: await findAndOpenPatron(page, lastName) };
};

const question = () => page.getByRole('alertdialog').filter({ hasText: 'Modifications non enregistrées' });
const SAVES = /rn-subscriptions\/registrations\/\w+$/;

test.each([
  ['Escape', 'Garnier', () => page.keyboard.press('Escape')],
  ['« Fermer »', 'Henry', () => patronWindow(page).getByRole('button', { name: 'Fermer' }).last().click()],
  ['Back', 'Imbert', () => page.goBack()],
])('%s asks before it loses what was typed', (name, lastName, leave) =>
  withPicture(page, `unsaved ${name}`, async () => {
    const { registration, window } = await openNew(lastName);
    await window.getByLabel('Prénom').fill('Zoé');
    await leave();
    await question().waitFor();
    await question().getByRole('button', { name: 'Continuer la saisie' }).click();
    await question().waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Zoé');

    await leave();
    await question().getByRole('button', { name: 'Quitter sans enregistrer' }).click();
    await window.waitFor({ state: 'hidden' });
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({ firstName: 'Hélène', version: registration.version });
  })
);

test('a save that does not reach the server keeps everything, and the next one saves it', () =>
  withPicture(page, 'network-failure', async () => {
    const { registration, window } = await openNew('Aubert');
    const reason = 'Vous n’êtes pas inscrit dans notre médiathèque.';
    await window.getByLabel('Prénom').fill('Zoé');
    await choose(page, 'Refusé');
    await window.getByLabel('Raison du refus').fill(reason);
    await page.route(SAVES, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await save(page);
    await window.getByText('Le serveur ne répond pas. Votre saisie est conservée').waitFor();
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Zoé');
    expect(await window.getByLabel('Raison du refus').inputValue()).toBe(reason);

    await page.unroute(SAVES);
    await save(page);
    await window.getByText(`Enregistré. Un e-mail part à ${registration.email}.`).waitFor();
    const mail = await app.smtp.waitFor((one) => one.receivers[0] === registration.email && /refusée/.test(one.text ?? ''));
    expect(mail.text).toContain(reason);
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({ firstName: 'Zoé', state: 'refused' });
  }));

test('what the server refuses is said at its field, and the rest stays', () =>
  withPicture(page, 'refused-field', async () => {
    const { registration, window } = await openNew('Blanc');
    await window.getByLabel('Prénom').fill('Zoé');
    const email = window.getByLabel('Adresse e-mail');
    await email.fill('pas une adresse');
    await save(page);
    await window.getByText('Rien n’est encore enregistré : corrigez les champs signalés.').waitFor();
    const problem = window.getByText('Écrivez une adresse e-mail complète, par exemple nom@exemple.fr.');
    await problem.waitFor();
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    expect(await email.getAttribute('aria-describedby')).toBe(await problem.getAttribute('id'));
    expect([await window.getByLabel('Prénom').inputValue(), await email.inputValue()]).toEqual(['Zoé', 'pas une adresse']);

    await email.fill('zoe@example.com');
    await save(page);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({ firstName: 'Zoé', email: 'zoe@example.com' });
  }));

/** The window's save meets a row that somebody else has refused and renamed meanwhile. */
const meetConflict = async (lastName: string) => {
  const opened = await openNew(lastName);
  await opened.window.getByLabel('Numéro de carte').fill('K-1234');
  await changeRegistration(app, opened.registration.documentId, { firstName: 'Aurore', state: 'refused' });
  await save(page);
  const panel = opened.window.getByRole('alert').filter({ hasText: 'Quelqu’un d’autre a modifié cette inscription' });
  await panel.waitFor();
  expect(await panel.getByRole('row').allTextContents()).toEqual(
    expect.arrayContaining(['PrénomAuroreHélène', 'Numéro de carte(vide)K-1234'])
  );
  expect(await opened.window.getByLabel('Numéro de carte').inputValue()).toBe('K-1234');
  expect(await storedRegistration(app, opened.registration.documentId)).toMatchObject({ firstName: 'Aurore', cardNumber: null });
  return { ...opened, panel };
};

test('where somebody else saved first, what was typed can be kept and saved', () =>
  withPicture(page, 'conflict-kept', async () => {
    const { registration, window, panel } = await meetConflict('Caron');
    await panel.getByRole('button', { name: 'Garder ma saisie' }).click();
    await panel.waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Numéro de carte').inputValue()).toBe('K-1234');
    await save(page);
    await window.getByText('Enregistré.', { exact: true }).waitFor();
    // Who was refused meanwhile does not wait again.
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({ firstName: 'Hélène', cardNumber: 'K-1234', state: 'refused' });
  }));

test('where somebody else saved first, the current values can be taken instead', () =>
  withPicture(page, 'conflict-taken', async () => {
    const { window, panel } = await meetConflict('Denis');
    await panel.getByRole('button', { name: 'Reprendre les valeurs actuelles' }).click();
    await panel.waitFor({ state: 'hidden' });
    expect(await window.getByLabel('Prénom').inputValue()).toBe('Aurore');
    expect(await window.getByLabel('Numéro de carte').inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await window.waitFor({ state: 'hidden' });
  }));

test('a double click saves once and mails once', () =>
  withPicture(page, 'double-click', async () => {
    const { registration, window } = await openNew('Fabre');
    let saves = 0;
    page.on('request', (request) => {
      if (request.method() === 'PUT') saves += 1;
    });
    await choose(page, 'Validé');
    await window.getByRole('button', { name: 'Aujourd’hui' }).click();
    await window.getByRole('button', { name: 'Enregistrer' }).dblclick();
    await window.getByText(/E-mail de validation\s: envoyé/).waitFor();
    expect(saves).toBe(1);
    expect(await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').count({ where: { registration: registration.documentId, kind: 'validated' } })).toBe(1);
    expect(await storedRegistration(app, registration.documentId)).toMatchObject({ state: 'validated', validFrom: todayInParis() });
    expect(app.smtp.mails.filter(({ receivers, subject }) => receivers[0] === registration.email && /validée/.test(subject ?? ''))).toHaveLength(1);
  }));
