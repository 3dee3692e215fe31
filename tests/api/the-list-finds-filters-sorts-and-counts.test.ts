import { ORDERS, SORTS } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { exportColumns } from '../../src/plugins/rn-subscriptions/server/src/registrations/list/export-columns';
import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  saveOf,
  signInPatron,
  type Admin,
  type Mediatheque,
} from '../helpers/people';

const today = todayInParis();
const UID = 'plugin::rn-subscriptions.registration';

let app: App;
let here: Mediatheque;
let there: Mediatheque;
let librarian: Admin;

const add = async (
  lastName: string,
  firstName: string,
  data: Record<string, unknown> = {},
  columns: Record<string, unknown> = {}
) => {
  const registration = await documentsOf(app, UID).create({
    data: {
      lastName,
      firstName,
      email: `${lastName}.${firstName}@example.com`.normalize('NFD').replace(/[^\w.@]/g, ''),
      birthDate: '1990-01-01',
      mediatheque: here.documentId,
      ...data,
    },
  });
  if (Object.keys(columns).length > 0)
    await app.strapi.db.connection('rn_registrations').where({ id: registration.id }).update(columns);
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
  return { names: body.data.map((row: any) => `${row.lastName} ${row.firstName}`), ...body };
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
    expect(await app.strapi.db.connection('rn_mediatheques').where({ document_id: there.documentId }).delete()).toBe(1);
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
    expect(
      (await app.smtp.waitFor((mail) => mail.receivers[0] === email && /fermé/.test(mail.text ?? ''))).receivers
    ).toEqual([email]);
  });
});

describe('a list of several pages', () => {
  const PATRONS = 57;
  let leafing: Admin;

  beforeAll(async () => {
    const large = await makeMediatheque(app, { city: 'Partout' });
    leafing = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [large] });
    const rows = Array.from({ length: PATRONS }, (_, number) => {
      const state = ['pending', 'refused', 'validated', 'validated'][number % 4];
      const name = `nom${(number * 7) % 10}`;
      const expiresOn = state === 'validated' ? addDays(today, (number % 6) - 3) : null;
      const days = {
        registered_on: addDays(today, -(number % 5)),
        valid_from: expiresOn && addMonths(expiresOn, -12),
        expires_on: expiresOn,
      };
      const person = {
        last_name: name,
        first_name: 'Anne',
        email: `p${number}@example.com`,
        search_text: `${name} anne p${number}@example.com`,
        birth_date: '1990-01-01',
        language: 'fr',
      };
      return {
        document_id: `p${String(number).padStart(23, '0')}`,
        mediatheque: large.documentId,
        state,
        version: 1,
        ...person,
        ...days,
      };
    });
    await app.strapi.db.connection('rn_registrations').insert(rows);
  });

  const emailsOf = (text: string) => [...text.matchAll(/p\d+@example\.com/g)].map(([email]) => email);
  const queries = SORTS.flatMap((sort) =>
    ORDERS.flatMap((order) =>
      [
        {},
        { status: 'validated' },
        { status: 'expired' },
        { search: 'nom anne' },
        { search: 'nom', status: 'pending' },
      ].map((more) => ({ sort, order, ...more }))
    )
  );

  // The export reads on from row to row, and counts nothing off.
  test.each(queries)('holds each patron once, in the order of the export: %j', async (query) => {
    const all = emailsOf((await leafing.get('/rn-subscriptions/registrations/export').query(query).expect(200)).text);
    const pages: string[] = [];
    for (let page = 1; page <= Math.ceil(all.length / 10); page += 1) {
      const { body } = await leafing
        .get('/rn-subscriptions/registrations')
        .query({ ...query, page, pageSize: 10 })
        .expect(200);
      expect(body.meta.pagination.total).toBe(all.length);
      pages.push(...body.data.map(({ email }: { email: string }) => email));
    }
    expect(pages).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
    if (!('status' in query)) expect(all).toHaveLength(PATRONS);
  });
});

test('an export of more than is read at once holds everybody once, in every order', async () => {
  const CROWD = 1_203;
  const crowded = await makeMediatheque(app, { city: 'Foule' });
  const reader = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [crowded] });
  const person = {
    first_name: 'Anne',
    birth_date: '1990-01-01',
    language: 'fr',
    state: 'pending',
    version: 1,
    registered_on: today,
    mediatheque: crowded.documentId,
  };
  const rows = Array.from({ length: CROWD }, (_, number) => ({
    ...person,
    document_id: `f${String(number).padStart(23, '0')}`,
    last_name: `foule${number % 3}`,
    email: `f${number}@example.com`,
    search_text: `foule${number % 3} anne`,
  }));
  await app.strapi.db.connection.batchInsert('rn_registrations', rows, 200);
  for (const query of [{}, { sort: 'name', order: 'desc' }, { search: 'foule anne' }]) {
    const { text } = await reader.get('/rn-subscriptions/registrations/export').query(query).expect(200);
    const emails = text.match(/f\d+@example\.com/g)!;
    expect([emails.length, new Set(emails).size]).toEqual([CROWD, CROWD]);
  }
});
