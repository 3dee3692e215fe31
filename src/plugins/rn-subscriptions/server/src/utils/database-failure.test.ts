import { isDatabaseFailure } from './database-failure';

test.each([
  ['57P01', 'a session that was ended'],
  ['08006', 'a line that was cut'],
  ['53100', 'a full disk'],
  ['25006', 'a database that may only be read'],
  ['40P01', 'a deadlock'],
  ['SQLITE_FULL', 'a full file'],
  ['SQLITE_READONLY_DBMOVED', 'a file that may only be read'],
  ['ECONNREFUSED', 'no server'],
])('%s is the database: %s', (code) => {
  expect(isDatabaseFailure(Object.assign(new Error('x'), { code }))).toBe(true);
});

test('so is a line that was cut without a code, and a pool without a free connection', () => {
  expect(isDatabaseFailure(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isDatabaseFailure(new Error('Knex: Timeout acquiring a connection. The pool is probably full.'))).toBe(true);
});

test('what the database refuses, and what we throw, is not', () => {
  for (const error of [
    Object.assign(new Error('x'), { code: '23505' }),
    Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }),
    new TypeError('x'),
    null,
    'x',
  ]) {
    expect(isDatabaseFailure(error)).toBe(false);
  }
});
