import { handOver, leftOf, pauseOf, type Pace } from './pace';

const MINUTE = 60_000;
const after = (handedOver: [now: number, count: number][]) =>
  handedOver.reduce<Pace>((pace, [now, count]) => handOver({ pace, count, now }), []);

test('no minute sees more mails than it may', () => {
  const pace = after([
    [0, 2],
    [10_000, 3],
  ]);
  expect([10_000, MINUTE - 1, MINUTE, MINUTE + 10_000].map((now) => leftOf({ pace, perMinute: 5, now }))).toEqual([
    0, 0, 2, 5,
  ]);
});

test('the next leaves when the oldest of the last minute is a minute old', () => {
  const pace = after([
    [0, 2],
    [10_000, 3],
  ]);
  expect(pauseOf({ pace, perMinute: 5, now: 20_000 })).toBe(40_000);
  expect(pauseOf({ pace, perMinute: 6, now: 20_000 })).toBe(0);
  expect(pauseOf({ pace, perMinute: 3, now: 20_000 })).toBe(50_000);
});

test('0 is no limit', () => {
  const pace = after([[0, 1000]]);
  expect(leftOf({ pace, perMinute: 0, now: 0 })).toBe(Infinity);
  expect(pauseOf({ pace, perMinute: 0, now: 0 })).toBe(0);
});

test('what is older than a minute is forgotten', () =>
  expect(
    after([
      [0, 2],
      [MINUTE, 1],
    ])
  ).toEqual([MINUTE]));
