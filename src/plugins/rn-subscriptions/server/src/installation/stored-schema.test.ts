import { withoutTables } from './stored-schema';

const named = (...names: string[]) => names.map((name) => ({ name }));

test('takes out tables, and of the shared one its own columns and indexes; the rest is as it was', () => {
  const shared = { name: 'up_users', columns: named('id', 'opened_at'), indexes: named('theirs', 'rn_accounts_email') };
  const other = { name: 'things', columns: named('id', 'opened_at'), indexes: named('rn_accounts_email') };
  const schema = { tables: [shared, other, { name: 'rn_registrations', columns: [], indexes: [] }] };
  expect(
    withoutTables(schema, {
      tables: ['rn_registrations'],
      shared: 'up_users',
      columns: ['opened_at'],
      indexes: ['rn_accounts_email'],
    })
  ).toEqual({ tables: [{ name: 'up_users', columns: named('id'), indexes: named('theirs') }, other] });
});
