/**
 * Makes a function of one item out of `work`, which takes several: what it is called with while `work` is under way is worked
 * on together next, in order. Nothing waits where nothing is under way. Each call resolves, or rejects, as its work does.
 */
export const batchWhileBusy = <Item>(work: (items: Item[]) => Promise<void>): ((item: Item) => Promise<void>) => {
  let waiting: Item[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  return (item) => {
    waiting.push(item);
    next ??= last
      .catch(() => {})
      .then(() => {
        const items = waiting;
        waiting = [];
        next = null;
        return (last = work(items));
      });
    return next;
  };
};
