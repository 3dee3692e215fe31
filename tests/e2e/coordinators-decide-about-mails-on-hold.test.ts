import type { Page } from 'playwright-core';
import { violationsOf } from '../helpers/accessibility';
import { type App } from '../helpers/app';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';
import { withPicture } from '../helpers/browser';
import { openList } from '../helpers/librarian-page';
import { mailsAbout } from '../helpers/outbox';
import { makeAdmin, makeMediatheque, makeRegistration, type Mediatheque, type Registration } from '../helpers/people';

let app: App;
let browser: AppInBrowser['browser'];
let noyon: Mediatheque;
let page: Page;

const table = (name: string) => app.sql(name);
const row = (text: RegExp | string) => page.getByRole('row').filter({ hasText: text });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const confirm = () => page.getByRole('alertdialog').getByRole('button', { name: 'Reprendre les envois' }).click();

/** A patron whose mails waited when a backup was put back. */
const holdMailsOf = async (lastName: string): Promise<Registration> => {
  const since = { held_for: 'restored', held_since: Date.now() };
  await table('rn_installations').update({ ...since, held_up_to: 0 });
  const patron = await makeRegistration(app, noyon, { lastName, firstName: 'Zoé' });
  const [{ last }] = await table('rn_outbox_mails').max({ last: 'id' });
  await table('rn_installations').update({ held_up_to: last });
  return patron;
};

const openMails = async () => {
  await page.goto(`${app.address}/admin/plugins/rn-subscriptions/mails`);
  await page
    .getByText(/Les envois sont suspendus depuis le .* une sauvegarde de la base de données a été restaurée/)
    .waitFor();
};

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque' });
  page = (await browser.person()).page;
});
afterAll(() => stopAppInBrowser({ app, browser }));

test('the list of patrons says that nothing leaves and leads to the choices, and axe finds nothing', async () => {
  await holdMailsOf('Aubert');
  const { email } = await makeAdmin(app, { role: 'rn-coordinator' });
  await openList({ app, page, email });
  await withPicture(page, 'hold', async () => {
    await page.getByText(/Les envois sont suspendus depuis le/).waitFor();
    await page.getByRole('link', { name: 'Voir les e-mails non partis' }).click();
    await page.getByText('2 e-mails attendaient. Doivent-ils partir ?').waitFor();
    await row('Aubert').getByText('les envois sont suspendus').first().waitFor();
    expect(await button(/Réessayer/).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});

test('chosen one by one: what is ticked leaves, the rest is set aside', () =>
  withPicture(page, 'hold-choose', async () => {
    const [patron] = await table('rn_registrations').where({ last_name: 'Aubert' });
    await button('Choisir').click();
    await page.getByText('Cochez dans la liste les e-mails qui doivent partir.').waitFor();
    await page.getByRole('checkbox', { name: 'Doit partir : Accusé de réception à l’abonné, Zoé Aubert' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await button('Envoyer l’e-mail coché').click();
    await page
      .getByRole('alertdialog')
      .getByText('Un e-mail part ; un e-mail est mis de côté et ne partira jamais. Les envois reprennent.')
      .waitFor();
    await confirm();
    await page.getByText('Les envois ont repris. Un e-mail part, un e-mail est mis de côté.').waitFor();
    await app.smtp.mailTo(patron.email);
    await mailsAbout(
      app,
      { documentId: patron.document_id } as Registration,
      (mails) =>
        mails
          .map(({ state }) => state)
          .sort()
          .join() === 'dismissed,sent'
    );
    await page.getByText('Aucun e-mail en attente.').waitFor();
    expect(await page.getByText(/Les envois sont suspendus/).count()).toBe(0);
  }));

test('all are set aside, once that is confirmed', () =>
  withPicture(page, 'hold-set-aside', async () => {
    const patron = await holdMailsOf('Blanc');
    await openMails();
    await button('Tout mettre de côté').click();
    await page
      .getByRole('alertdialog')
      .getByText(/2 e-mails ne partiront jamais/)
      .waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click();
    await button('Tout mettre de côté').click();
    await confirm();
    await page.getByText('Les envois ont repris. Aucun e-mail n’attendait plus, 2 e-mails sont mis de côté.').waitFor();
    await mailsAbout(app, patron, (mails) => mails.every(({ state }) => state === 'dismissed'));
    expect(app.smtp.mails.some((mail) => mail.receivers[0] === patron.email)).toBe(false);
  }));

test('all are sent; who decides second is told that somebody was quicker', () =>
  withPicture(page, 'hold-send-all', async () => {
    const patron = await holdMailsOf('Caron');
    await openMails();
    await button('Tout envoyer').click();
    await confirm();
    await page.getByText('Les envois ont repris. 2 e-mails partent.').waitFor();
    await app.smtp.mailTo(patron.email);

    await holdMailsOf('Denis');
    await openMails();
    await button('Tout envoyer').click();
    await table('rn_installations').update({ held_for: null });
    await confirm();
    await page.getByText('Quelqu’un d’autre a déjà décidé : les envois ont repris.').waitFor();
  }));
