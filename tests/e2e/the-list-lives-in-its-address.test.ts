import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { type App } from '../helpers/app';
import { withPicture, type Person } from '../helpers/browser';
import { listAddress, listedNames, openList, resultCount } from '../helpers/librarian-page';
import { makeAdmin, makeMediatheque, makeRegistration, type Mediatheque } from '../helpers/people';
import { startAppInBrowser, stopAppInBrowser, type AppInBrowser } from '../helpers/app-in-browser';

let app: App;
let browser: AppInBrowser['browser'];
let librarian: Person;
let noyon: Mediatheque;
let chantilly: Mediatheque;

const NAMES = ['Aubert', 'Blanc', 'Caron', 'Denis', 'Étienne', 'Fabre', 'Garnier', 'Henry', 'Imbert'];

beforeAll(async () => {
  ({ app, browser } = await startAppInBrowser());
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque du Chevalet' });
  chantilly = await makeMediatheque(app, { city: 'Chantilly', name: 'Bibliothèque' });
  const elsewhere = await makeMediatheque(app, { city: 'Beauvais' });
  for (const lastName of NAMES) await makeRegistration(app, noyon, { lastName, firstName: 'Paul' });
  await makeRegistration(app, noyon, {
    lastName: 'Lefèvre',
    firstName: 'Hélène',
    state: 'validated',
    validFrom: todayInParis(),
  });
  await makeRegistration(app, chantilly, {
    lastName: 'Morel',
    firstName: 'Anne',
    state: 'validated',
    validFrom: todayInParis(),
  });
  await makeRegistration(app, chantilly, { lastName: 'Noël', firstName: 'Anne', state: 'refused' });
  await makeRegistration(app, elsewhere, { lastName: 'Petit', firstName: 'Hélène' });
  const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon, chantilly] });
  librarian = await browser.person();
  await openList({ app, page: librarian.page, email });
});
afterAll(() => stopAppInBrowser({ app, browser }));

const shows = (count: string) => resultCount(librarian.page).getByText(count, { exact: true }).waitFor();
const addressHolds = (wanted: Record<string, string>) =>
  librarian.page.waitForURL(
    (url) => JSON.stringify(Object.fromEntries([...url.searchParams].sort())) === JSON.stringify(wanted)
  );
const filterButton = (name: string) =>
  librarian.page.getByRole('group', { name: 'Filtrer par statut' }).getByRole('button', { name });

test('a part of a name finds the patron without the accent, in her libraries only, and Back undoes it', () =>
  withPicture(librarian.page, 'list-search', async () => {
    const { page } = librarian;
    await shows('12 abonnés');
    await filterButton('En attente (9)').waitFor();
    await filterButton('Validés (2)').waitFor();
    await filterButton('Refusés (1)').waitFor();
    await filterButton('Expirés (0)').waitFor();

    await page.getByRole('searchbox').fill('helene');
    await addressHolds({ search: 'helene' });
    await shows('1 abonné');
    expect(await listedNames(page)).toEqual(['Lefèvre']);
    await filterButton('Tous (1)').waitFor();
    await filterButton('En attente (0)').waitFor();

    await page.goBack();
    await addressHolds({});
    await shows('12 abonnés');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  }));

test('page size, order, library and status are in the address, a reload keeps them, and Back undoes them one by one', () =>
  withPicture(librarian.page, 'list-address', async () => {
    const { page } = librarian;
    await page.getByRole('combobox', { name: 'abonnés par page' }).click();
    await page.getByRole('option', { name: '10', exact: true }).click();
    await shows('12 abonnés, page 1 sur 2');
    await page.goto(listAddress(app, '?pageSize=10&page=2'));
    await shows('12 abonnés, page 2 sur 2');
    expect(await listedNames(page)).toHaveLength(2);

    // Another order begins at its first page.
    await page.getByRole('button', { name: 'Nom', exact: true }).click();
    await addressHolds({ order: 'asc', pageSize: '10', sort: 'name' });
    await page.getByRole('link', { name: 'Aubert' }).waitFor();
    await page.getByRole('button', { name: 'Nom', exact: true }).click();
    await addressHolds({ order: 'desc', pageSize: '10', sort: 'name' });
    await page.getByRole('link', { name: 'Noël' }).waitFor();
    expect((await listedNames(page))[0]).toBe('Noël');

    await page.getByRole('combobox', { name: 'Filtrer par médiathèque' }).pressSequentially('chant');
    await page.getByRole('option', { name: chantilly.label }).click();
    const inChantilly = { mediatheque: chantilly.documentId, order: 'desc', pageSize: '10', sort: 'name' };
    await addressHolds(inChantilly);
    await shows('2 abonnés');
    await filterButton('Validés (1)').click();
    await addressHolds({ ...inChantilly, status: 'validated' });
    await shows('1 abonné');

    await page.reload();
    await shows('1 abonné');
    expect(await listedNames(page)).toEqual(['Morel']);
    expect(await page.getByRole('combobox', { name: 'Filtrer par médiathèque' }).inputValue()).toBe(chantilly.label);
    expect(await filterButton('Validés (1)').getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByRole('columnheader', { name: 'Nom', exact: true }).getAttribute('aria-sort')).toBe(
      'descending'
    );

    await page.goBack();
    await addressHolds(inChantilly);
    await shows('2 abonnés');
    await page.goBack();
    await shows('12 abonnés, page 1 sur 2');
  }));

test('an address that makes no sense shows the whole list, with one request', () =>
  withPicture(librarian.page, 'list-bad-address', async () => {
    const { page } = librarian;
    let requests = 0;
    const count = (request: { url: () => string }) => {
      if (request.url().includes('/rn-subscriptions/registrations?')) requests += 1;
    };
    page.on('request', count);
    await page.goto(listAddress(app, '?page=abc&status=foo&pageSize=7&sort=x&mediatheque=1&order=up'));
    await addressHolds({});
    await shows('12 abonnés');
    await page.waitForLoadState('networkidle');
    page.off('request', count);
    expect(requests).toBe(1);
    await page.goto(listAddress(app, '?page=99'));
    await addressHolds({});
    await shows('12 abonnés');
  }));

test('the library stands beside each patron only where there are several', () =>
  withPicture(librarian.page, 'list-columns', async () => {
    await librarian.page.getByRole('columnheader', { name: 'Médiathèque' }).waitFor();
    await librarian.page.getByRole('cell', { name: noyon.label }).first().waitFor();

    const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [chantilly] });
    const { page, context } = await browser.person();
    await withPicture(page, 'list-one-library', async () => {
      await openList({ app, page, email });
      await page.getByRole('link', { name: 'Morel' }).waitFor();
      await page.getByText(chantilly.label).waitFor();
      expect(await page.getByRole('columnheader').allTextContents()).toEqual([
        'Nom',
        'Prénom',
        'Adresse e-mail',
        'Date d’inscription',
        'Statut',
        'Date d’expiration',
      ]);
      expect(await page.getByRole('combobox', { name: 'Filtrer par médiathèque' }).count()).toBe(0);
    });
    await context.close();
  }));

test('an empty result and a server that does not answer say so, and offer the way out', () =>
  withPicture(librarian.page, 'list-empty-and-error', async () => {
    const { page } = librarian;
    await page.goto(listAddress(app, '?search=zzz&status=refused'));
    await page.getByText('Aucun abonné ne correspond à cette recherche.').waitFor();
    await shows('Aucun abonné');
    await page.getByRole('main').getByRole('button', { name: 'Effacer la recherche' }).last().click();
    await addressHolds({});
    await shows('12 abonnés');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');

    const list = /rn-subscriptions\/registrations\?/;
    await page.route(list, (route) => route.abort());
    await filterButton('Refusés').click();
    await page.getByRole('alert').getByText('Les inscriptions n’ont pas pu être lues').waitFor();
    await page.unroute(list);
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('link', { name: 'Noël' }).waitFor();
    await addressHolds({ status: 'refused' });
  }));
