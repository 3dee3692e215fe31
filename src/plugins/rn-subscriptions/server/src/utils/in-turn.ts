let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one `work` after the other, in the order in which they came; returns, or throws, what it does. Of several sign-ins at once those of
 * known addresses would otherwise take more steps than the others before they compare a password, and so be answered in an order that tells.
 */
export const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
};
