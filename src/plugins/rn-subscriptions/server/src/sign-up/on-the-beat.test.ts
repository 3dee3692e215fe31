import { setTimeout } from 'node:timers/promises';
import { BEAT, onTheBeat } from './on-the-beat';

const timeOf = async (work: () => Promise<unknown>) => {
  const start = performance.now();
  await onTheBeat(work).catch(() => {});
  return performance.now() - start;
};

// Node's timers may be a millisecond early; how late they are is up to the machine.
test.each([
  ['little work', async () => 1, 1],
  ['work that fails', async () => Promise.reject(new Error('no')), 1],
  ['work of more than a beat', () => setTimeout(BEAT + 20), 2],
])('%s ends on a beat', async (_what, work, beats) => {
  expect(await timeOf(work)).toBeGreaterThanOrEqual(beats * BEAT - 2);
});

test('the result and the error are those of the work', async () => {
  expect(await onTheBeat(async () => 'done')).toBe('done');
  await expect(onTheBeat(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
