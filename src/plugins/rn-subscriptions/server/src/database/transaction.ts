import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';

type Given = { trx: Knex.Transaction; onCommit: (callback: () => void) => void };

/**
 * Runs `work` in a transaction of its own, or in the one that is under way, and returns what it returned once the commit has been
 * seen to succeed. Throws what `work` threw, or why the database did not commit; nothing is stored then. Strapi's own
 * `transaction` returns in that case too: knex 3.0.1 keeps the error of a COMMIT to itself and rejects `executionPromise` alone.
 */
export const transaction = async <Result>(strapi: Core.Strapi, work: (given: Given) => Promise<Result> | Result): Promise<Result> => {
  // Whoever began it sees to its commit.
  if (strapi.db.inTransaction()) return strapi.db.transaction(work as never);
  let outcome: Promise<unknown> = Promise.resolve();
  const result = await strapi.db.transaction((given: Given) => {
    outcome = given.trx.executionPromise;
    // Awaited below; a rollback, which rejects it too, is told by what was thrown.
    outcome.catch(() => {});
    return work(given);
  });
  await outcome;
  return result as Result;
};
