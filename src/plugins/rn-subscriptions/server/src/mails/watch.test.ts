import { TOO_SLOW } from './retry';
import { MOST_HANGING, startWatch } from './watch';

const SECOND = 1000;
const never = () => new Promise<never>(() => {});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what is under way is busy until it is over, well or not', async () => {
  const watch = startWatch();
  let end = () => {};
  const good = watch.inTime(new Promise<void>((resolve) => (end = resolve)), () => {});
  await expect(watch.inTime(Promise.reject(new Error('refused')), () => {})).rejects.toThrow('refused');
  expect(watch.busy()).toBe(1);
  end();
  await good;
  expect([watch.busy(), watch.left()]).toEqual([0, MOST_HANGING]);
});

test('what hangs is not busy any more, and somebody is told', async () => {
  const watch = startWatch();
  const told = jest.fn();
  let end = () => {};
  const slow = watch.inTime(new Promise<void>((resolve) => (end = resolve)), told);
  await jest.advanceTimersByTimeAsync(10 * SECOND - 1);
  expect([watch.busy(), watch.left(), told.mock.calls.length]).toEqual([1, MOST_HANGING, 0]);
  await jest.advanceTimersByTimeAsync(1);
  expect([watch.busy(), watch.left(), told.mock.calls.length]).toEqual([0, MOST_HANGING - 1, 1]);
  end();
  await slow;
  expect([watch.busy(), watch.left()]).toEqual([0, MOST_HANGING]);
});

test('what takes two minutes is given up, and hangs on as long as its connection does', async () => {
  const watch = startWatch();
  const given = expect(watch.inTime(never(), () => {})).rejects.toBe(TOO_SLOW);
  await jest.advanceTimersByTimeAsync(120 * SECOND);
  await given;
  expect([watch.busy(), watch.left()]).toEqual([0, MOST_HANGING - 1]);
});
