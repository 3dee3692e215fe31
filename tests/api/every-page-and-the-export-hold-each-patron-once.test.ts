import { ORDERS, SORTS } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { makeAdmin, makeMediatheque, type Admin } from '../helpers/people';

const today = todayInParis();

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

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
    await app.sql('rn_registrations').insert(rows);
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
  await app.sql.batchInsert('rn_registrations', rows, 200);
  for (const query of [{}, { sort: 'name', order: 'desc' }, { search: 'foule anne' }]) {
    const { text } = await reader.get('/rn-subscriptions/registrations/export').query(query).expect(200);
    const emails = text.match(/f\d+@example\.com/g)!;
    expect([emails.length, new Set(emails).size]).toEqual([CROWD, CROWD]);
  }
});
