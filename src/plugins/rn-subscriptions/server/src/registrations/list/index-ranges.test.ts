import { indexRangesOf, slicesOf, type Slice } from './index-ranges';

const counts = { all: 100, pending: 8, refused: 7, validated: 60, expired: 25 };
const ranges = (query: Parameters<typeof indexRangesOf>[0]) => indexRangesOf(query);

test('a list begins with those who wait, then the refused, then the validated with the expired among them', () => {
  expect(ranges({}).map(({ where, statuses, column, order }) => [where, statuses, column, order])).toEqual([
    [`state = 'pending'`, ['pending'], 'registeredOn', 'desc'],
    [`state = 'refused'`, ['refused'], 'registeredOn', 'desc'],
    [`state = 'validated'`, ['validated', 'expired'], 'registeredOn', 'desc'],
  ]);
});

test('by expiry, those with a date come first in either order', () => {
  for (const order of ['asc', 'desc'] as const) {
    expect(ranges({ sort: 'expiresOn', order }).map((range) => [range.where, range.column, range.order])).toEqual([
      [`state = 'validated'`, 'expiresOn', order],
      [`state = 'refused'`, null, order],
      [`state = 'pending'`, null, order],
    ]);
  }
});

test('a status is one stretch', () => {
  expect(ranges({ status: 'expired' })).toEqual([
    { where: `state = 'validated' and expires_on < :today`, statuses: ['expired'], column: 'expiresOn', order: 'desc' },
  ]);
  expect(ranges({ status: 'pending', sort: 'expiresOn' })).toEqual([
    { where: `state = 'pending'`, statuses: ['pending'], column: null, order: 'asc' },
  ]);
});

test.each([
  [0, 5, [[0, 0, 5, false]]],
  [
    0,
    20,
    [
      [0, 0, 8, false],
      [1, 0, 7, false],
      [2, 0, 5, false],
    ],
  ],
  [8, 7, [[1, 0, 7, false]]],
  [
    10,
    10,
    [
      [1, 0, 5, true],
      [2, 0, 5, false],
    ],
  ],
  [50, 10, [[2, 35, 10, false]]],
  [70, 10, [[2, 20, 10, true]]],
  [90, 20, [[2, 0, 10, true]]],
  [100, 20, []],
  [5000, 20, []],
] as const)('a page after %i rows with %i takes %j', (offset, limit, expected) => {
  const all = ranges({});
  expect(
    slicesOf({ ranges: all, counts, offset, limit }).map((slice) => [
      all.indexOf(slice.range),
      slice.offset,
      slice.limit,
      slice.fromEnd,
    ])
  ).toEqual(expected);
});

test('the pages of a list hold each row once', () => {
  const all = ranges({});
  const lengthOf = ({ statuses }: Slice['range']) => statuses.reduce((sum, status) => sum + counts[status], 0);
  const rowsOf = ({ range, offset, limit, fromEnd }: Slice) =>
    Array.from({ length: limit }, (_, index) => (fromEnd ? lengthOf(range) - offset - limit : offset) + index);
  const seen = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((page) =>
    slicesOf({ ranges: all, counts, offset: page * 10, limit: 10 }).flatMap((slice) =>
      rowsOf(slice).map((row) => `${all.indexOf(slice.range)}:${row}`)
    )
  );
  expect([seen.length, new Set(seen).size]).toEqual([100, 100]);
});
