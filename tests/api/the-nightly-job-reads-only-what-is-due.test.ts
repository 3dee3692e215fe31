import type { Knex } from 'knex';
import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';

/** Registrations of which nothing is due: a table that a database would not read as a whole just because it is small. */
const KEPT = 20_000;
const today = todayInParis();

let app: App;
type Asked = { sql: string; bindings: Knex.RawBinding[] };
const isPostgres = () => app.database === 'postgres';
const sql = async (text: string, values: Knex.RawBinding[] = []): Promise<Record<string, string>[]> => {
  const answer = await app.sql.raw(text, values);
  return isPostgres() ? answer.rows : answer;
};

const NUMBERS = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${KEPT})`;

beforeAll(async () => {
  app = await startApp();
  const yes = isPostgres() ? 'n % 100 > 0' : 'min(n % 100, 1)';
  await sql(
    `insert into up_users (id, document_id, username, email, confirmed, created_at) ${NUMBERS} select n, 'u' || n, 'u' || n, 'u' || n || '@example.com', ${yes}, ? from numbers`,
    [isPostgres() ? new Date().toISOString() : Date.now()]
  );
  // Old requests of confirmed addresses, young refusals, and people who expired long ago and were told so yesterday.
  const day = (text: string) => (isPostgres() ? `${text}::date` : text);
  await sql(
    `insert into rn_registrations (id, document_id, state, registered_on, decided_on, expires_on, deletion_notice_on, mediatheque, version)
     ${NUMBERS} select n, 'r' || n, case n % 3 when 0 then 'pending' when 1 then 'refused' else 'validated' end,
     ${day('case when n % 3 = 0 and n % 100 > 0 then ? else ? end')}, ${day('?')}, ${day('case when n % 3 = 2 then ? end')}, ${day('case when n % 3 = 2 then ? end')}, 'm', 1 from numbers`,
    [addMonths(today, -8), addDays(today, -3), addDays(today, -2), addMonths(today, -13), addDays(today, -1)]
  );
  await sql(
    `insert into rn_registrations_account_lnk (id, registration_id, user_id) ${NUMBERS} select n, n, n from numbers`
  );
  for (const table of ['up_users', 'rn_registrations', 'rn_registrations_account_lnk']) await sql(`analyze ${table}`);
});
afterAll(() => app.stop());

test('what may be due is found by an index for each rule', async () => {
  const asked: Asked[] = [];
  const listen = (query: Asked) => void asked.push(query);
  app.strapi.db.connection.on('query', listen);
  const report = await app.strapi.plugin('rn-subscriptions').service('retention').dryRun();
  app.strapi.db.connection.removeListener('query', listen);
  expect(report).toMatchObject({ erased: { unconfirmed: 0, refused: 0, expired: 0 }, announced: 0, failed: 0 });

  // The three rules, and the count of those who wait for long: no row was read for itself.
  expect(asked).toHaveLength(4);
  for (const { sql: text, bindings } of asked) {
    const plan = isPostgres()
      ? (await sql(`explain (costs off) ${text.replace(/\$\d+/g, '?')}`, bindings))
          .map((row) => row['QUERY PLAN'])
          .join('\n')
      : (await sql(`explain query plan ${text}`, bindings)).map(({ detail }) => detail).join('\n');
    expect(plan).toMatch(/rn_registrations_network_by_|rn_accounts_unconfirmed/);
    expect(plan).not.toMatch(/Seq Scan on (rn_registrations|up_users)\b|SCAN (t0|rn_registrations|up_users)(?! USING)/);
  }
});
