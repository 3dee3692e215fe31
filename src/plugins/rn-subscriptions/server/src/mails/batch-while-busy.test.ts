import { batchWhileBusy } from './batch-while-busy';

const later = () => new Promise<void>((resolve) => setImmediate(resolve));

test('the first is worked on alone, what comes meanwhile together, in order', async () => {
  const worked: number[][] = [];
  const add = batchWhileBusy(async (items: number[]) => {
    worked.push(items);
    await later();
  });
  const first = add(1);
  await Promise.resolve();
  await Promise.resolve();
  await Promise.all([first, add(2), add(3)]);
  await add(4);
  expect(worked).toEqual([[1], [2, 3], [4]]);
});

test('a failure is told to those whom it concerns, and the next are worked on all the same', async () => {
  const add = batchWhileBusy(async (items: number[]) => {
    await later();
    if (items.includes(2)) throw new Error('odd');
  });
  const first = add(1);
  await later();
  const [second, third] = [add(2), add(3)];
  await expect(second).rejects.toThrow('odd');
  await expect(third).rejects.toThrow('odd');
  await expect(first).resolves.toBeUndefined();
  await expect(add(4)).resolves.toBeUndefined();
});
