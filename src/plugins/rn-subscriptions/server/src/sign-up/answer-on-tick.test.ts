import { setTimeout } from 'node:timers/promises';
import { TICK_MS, answerOnTick } from './answer-on-tick';

const timeOf = async (work: () => Promise<unknown>) => {
  const start = performance.now();
  await answerOnTick(work).catch(() => {});
  return performance.now() - start;
};

// Node's timers may be a millisecond early; how late they are is up to the machine.
test.each([
  ['little work', async () => 1, 1],
  ['work that fails', async () => Promise.reject(new Error('no')), 1],
  ['work of more than a beat', () => setTimeout(TICK_MS + 20), 2],
])('%s ends on a beat', async (_what, work, beats) => {
  expect(await timeOf(work)).toBeGreaterThanOrEqual(beats * TICK_MS - 2);
});

test('the result and the error are those of the work', async () => {
  expect(await answerOnTick(async () => 'done')).toBe('done');
  await expect(answerOnTick(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
