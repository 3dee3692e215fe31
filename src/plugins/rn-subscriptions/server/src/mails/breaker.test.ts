import { allowance, CLOSED, trip, type Breaker } from './breaker';

const now = 1_000_000;
/** The breaker after faults, each at the end of the pause before it. */
const after = (faults: boolean[]) =>
  faults.reduce<Breaker>(
    (breaker, refused) => trip({ breaker, refused, now: Math.max(now, breaker.pausedUntil) }),
    CLOSED
  );
const pauses = (faults: number) => {
  const [before, last] = [faults - 1, faults].map((count) => after(Array(count).fill(false)).pausedUntil);
  return (last - Math.max(now, before)) / 1000;
};

test('each fault of the connection pauses longer, a minute at most', () => {
  expect([1, 2, 3, 4, 5, 9].map(pauses)).toEqual([5, 10, 20, 40, 60, 60]);
});

test('a server that refuses us is left alone for five minutes', () =>
  expect(after([true]).pausedUntil - now).toBe(300_000));

test('mails that fail side by side are one fault', () => {
  const breaker = after([false]);
  expect(trip({ breaker, refused: false, now: now + 1 })).toBe(breaker);
});

test('a pause that a clock which ran ahead has left behind is over', () => {
  const breaker = trip({ breaker: CLOSED, refused: true, now: now + 3_600_000 });
  expect(allowance({ breaker, most: 10, now })).toBe(1);
  expect(trip({ breaker, refused: false, now }).pausedUntil).toBe(now + 10_000);
});

test('nothing is tried during a pause, one mail after it, and all again once one has left', () => {
  const breaker = after([false]);
  expect(allowance({ breaker, most: 10, now })).toBe(0);
  expect(allowance({ breaker, most: 10, now: breaker.pausedUntil })).toBe(1);
  expect(allowance({ breaker: CLOSED, most: 10, now })).toBe(10);
});
