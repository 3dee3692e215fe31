import { countingSql, toCounts } from './status-counts';

test('what a database counted are numbers, and nothing counted is none', () => {
  expect(toCounts({ pending: '8', refused: 7, validated: '60', expired: null })).toEqual({
    all: 75,
    pending: 8,
    refused: 7,
    validated: 60,
    expired: 0,
  });
});

test('each status is counted once, and the day decides between valid and expired', () => {
  const sql = countingSql('sum(count)');
  expect(sql.match(/ as \w+/g)).toEqual([' as pending', ' as refused', ' as validated', ' as expired']);
  expect(sql).toContain('expires_on >= :today) as validated');
  expect(sql).toContain('expires_on < :today) as expired');
});
