import { allowance, CLOSED, trip, type Breaker } from './breaker';

const now = 1_000_000;
const after = (faults: boolean[]) => faults.reduce<Breaker>((breaker, refused) => trip({ breaker, refused, now }), CLOSED);
const pause = (breaker: Breaker) => (breaker.pausedUntil - now) / 1000;

test('each fault of the connection pauses longer, a minute at most', () => {
  expect([1, 2, 3, 4, 5, 9].map((faults) => pause(after(Array(faults).fill(false))))).toEqual([5, 10, 20, 40, 60, 60]);
});

test('a server that refuses us is left alone for five minutes', () => expect(pause(after([true]))).toBe(300));

test('nothing is tried during a pause, one mail after it, and all again once one has left', () => {
  const breaker = after([false]);
  expect(allowance({ breaker, most: 10, now })).toBe(0);
  expect(allowance({ breaker, most: 10, now: breaker.pausedUntil })).toBe(1);
  expect(allowance({ breaker: CLOSED, most: 10, now })).toBe(10);
});
