import { inTurn } from './in-turn';

test('work is done in the order in which it came, however long each takes and whatever becomes of it', async () => {
  const done: string[] = [];
  const work =
    (name: string, ticks: number, fails = false) =>
    async () => {
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      done.push(name);
      if (fails) throw new Error(name);
      return name;
    };
  const all = await Promise.allSettled([
    inTurn(work('long', 20)),
    inTurn(work('failing', 5, true)),
    inTurn(work('short', 0)),
  ]);
  expect(done).toEqual(['long', 'failing', 'short']);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
