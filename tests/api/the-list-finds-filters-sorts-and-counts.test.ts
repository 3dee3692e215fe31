import { exportColumns } from '../../src/plugins/rn-subscriptions/server/src/registrations/list/export-columns';
import type { Row } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  saveOf,
  signInPatron,
  type Admin,
  type Mediatheque,
} from '../helpers/people';

const today = todayInParis();

let app: App;
let here: Mediatheque;
let there: Mediatheque;
let librarian: Admin;

const add = (
  lastName: string,
  firstName: string,
  data: Record<string, unknown> = {},
  columns: Record<string, unknown> = {}
) => {
  const email = `${lastName}.${firstName}@example.com`.normalize('NFD').replace(/[^\w.@]/g, '');
  return makeRegistration(app, here, { lastName, firstName, email, birthDate: '1990-01-01', ...data }, columns);
};

beforeAll(async () => {
  app = await startApp();
  here = await makeMediatheque(app, { city: 'Ici' });
  there = await makeMediatheque(app, { city: 'Là' });
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [here, there] });
  await add('Dupont', 'Hélène', { cardNumber: 'K-1234' });
  await add('Œuvrard', 'Zoé', { state: 'validated', validFrom: today });
  await add(
    'Élan',
    'Luc',
    { state: 'validated', validFrom: today },
    { valid_from: addMonths(today, -24), expires_on: addMonths(today, -12) }
  );
  await add('Martin', '=cmd()', { state: 'refused' });
  await add('Martin', 'Anne', { mediatheque: there.documentId }, { registered_on: addMonths(today, -1) });
});
afterAll(() => app.stop());

const list = async (query: Record<string, string | number> = {}) => {
  const { body } = await librarian.get('/rn-subscriptions/registrations').query(query).expect(200);
  return { names: body.data.map(({ lastName, firstName }: Row) => `${lastName} ${firstName}`), ...body };
};

describe('the list', () => {
  test('opens with those who wait first, the newest first, and the counts of each status', async () => {
    const { names, data, meta } = await list();
    expect(names.slice(0, 2)).toEqual(['Dupont Hélène', 'Martin Anne']);
    expect(meta).toEqual({
      pagination: { page: 1, pageSize: 20, pageCount: 1, total: 5 },
      counts: { all: 5, pending: 2, validated: 1, refused: 1, expired: 1 },
    });
    expect(data[0]).toMatchObject({
      status: 'pending',
      mediatheque: { label: 'Ici — Bibliothèque municipale' },
      cardNumber: 'K-1234',
    });
    expect(Object.keys(data[0])).not.toContain('birthDate');
  });

  test.each([
    ['helene', ['Dupont Hélène']],
    ['dupon', ['Dupont Hélène']],
    ['HÉLÈNE DUP', ['Dupont Hélène']],
    ['oeuvr', ['Œuvrard Zoé']],
    ['k-12', ['Dupont Hélène']],
    ['dupont.helene@', ['Dupont Hélène']],
    ['elan', ['Élan Luc']],
    ['dupont luc', []],
    ['nobody', []],
    ['%', []],
    ['_', []],
  ])('searched for « %s » finds %j', async (search, expected) => {
    const { names, meta } = await list({ search });
    expect(names).toEqual(expected);
    expect(meta.counts.all).toBe(expected.length);
  });

  test('filters by status and by library, and counts what the search and the library leave', async () => {
    expect((await list({ status: 'expired' })).names).toEqual(['Élan Luc']);
    expect((await list({ status: 'validated' })).names).toEqual(['Œuvrard Zoé']);
    expect((await list({ status: 'refused' })).names).toEqual(['Martin =cmd()']);
    const martins = await list({ search: 'martin', status: 'pending' });
    expect([martins.names, martins.meta.counts.all, martins.meta.counts.refused]).toEqual([['Martin Anne'], 2, 1]);
    const { names, meta } = await list({ mediatheque: there.documentId });
    expect([names, meta.counts.all]).toEqual([['Martin Anne'], 1]);
  });

  test('sorts by name without regard to accents, by date, and pages without overlap', async () => {
    const byName = ['Dupont Hélène', 'Élan Luc', 'Martin =cmd()', 'Martin Anne', 'Œuvrard Zoé'];
    expect((await list({ sort: 'name' })).names).toEqual(byName);
    expect((await list({ sort: 'name', order: 'desc' })).names[0]).toBe('Œuvrard Zoé');
    expect((await list({ sort: 'registeredOn', order: 'asc' })).names[0]).toBe('Martin Anne');
    const dated = ['Élan Luc', 'Œuvrard Zoé'];
    expect((await list({ sort: 'expiresOn' })).names.slice(0, 2)).toEqual(dated);
    expect((await list({ sort: 'expiresOn', order: 'desc' })).names.slice(0, 2)).toEqual([...dated].reverse());
    const paged = await list({ sort: 'name', pageSize: 10, page: 2 });
    expect([paged.names, paged.meta.pagination]).toEqual([[], { page: 2, pageSize: 10, pageCount: 1, total: 5 }]);
  });

  test('is exported with the same filters, formulas defused', async () => {
    const answer = await librarian
      .get('/rn-subscriptions/registrations/export')
      .query({ search: 'martin', sort: 'name' })
      .expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="abonnes-${today}.csv"`);
    const lines = answer.text.trimEnd().split('\r\n');
    const { header } = exportColumns('fr');
    expect(lines[0]).toBe(`\ufeff${header.join(';')}`);
    expect(lines[1]).toContain("Martin;'=cmd();");
    const cells = lines[2].split(';');
    expect(cells).toHaveLength(header.length);
    expect(Object.fromEntries(header.map((name, place) => [name, cells[place]]))).toMatchObject({
      Nom: 'Martin',
      Prénom: 'Anne',
      'Adresse e-mail': 'martin.anne@example.com',
      Médiathèque: 'Là — Bibliothèque municipale',
      'Date d’inscription': addMonths(today, -1),
      Statut: 'en attente',
      'Date de validité': '',
      'Date d’expiration': '',
      'Responsable légal': '',
    });
    expect(lines).toHaveLength(3);
  });

  test('still shows a patron whose library is gone', async () => {
    const { documentId, email } = await makePatron(app, there, { lastName: 'Orpheline' });
    const patron = await signInPatron(app, email);
    const coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
    // Past the hook that keeps a library with patrons from being deleted, as somebody with access to the database does.
    expect(await app.sql('rn_mediatheques').where({ document_id: there.documentId }).delete()).toBe(1);
    expect(
      await app.strapi.db
        .query('plugin::rn-subscriptions.mediatheque')
        .findOne({ where: { documentId: there.documentId } })
    ).toBeNull();

    const gone = { documentId: there.documentId, label: there.documentId };
    const { body } = await coordinator
      .get('/rn-subscriptions/registrations')
      .query({ search: 'orpheline' })
      .expect(200);
    expect(body.data).toEqual([expect.objectContaining({ lastName: 'Orpheline', mediatheque: gone })]);
    const window = (await coordinator.get(`/rn-subscriptions/registrations/${documentId}`).expect(200)).body.data;
    expect(window).toMatchObject({ lastName: 'Orpheline', mediatheque: gone });
    const { text } = await coordinator
      .get('/rn-subscriptions/registrations/export')
      .query({ search: 'orpheline' })
      .expect(200);
    expect(text).toContain(`;${there.documentId};`);
    const { data } = (await patron.get('/api/rn-subscriptions/registrations/mine').expect(200)).body;
    expect(data).toEqual([expect.objectContaining({ documentId, mediatheque: expect.objectContaining(gone) })]);
    expect(
      (await patron.get('/api/rn-subscriptions/account/export').expect(200)).body.registrations[0].mediatheque
    ).toBe(there.documentId);

    // Neither is it a dead end: who it was may be told no, and mailed so.
    await coordinator
      .put(
        `/rn-subscriptions/registrations/${documentId}`,
        saveOf(window, { state: 'refused', refusalReason: 'Cette médiathèque a fermé.' })
      )
      .expect(200);
    expect((await app.smtp.mailTo(email, { text: /fermé/ })).receivers).toEqual([email]);
  });
});
