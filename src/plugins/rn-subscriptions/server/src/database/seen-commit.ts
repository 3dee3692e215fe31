import type { Knex } from 'knex';
import { NotStoredError } from '../utils/database-failure';
import { codeOf } from '../utils/error-code';

/** What knex resolves a COMMIT with on PostgreSQL. */
type Answer = { response?: { command?: string } } | undefined;

/**
 * Lets `commit` of a knex transaction throw a {@link NotStoredError} where the database did not commit. knex 3 keeps the error of a
 * COMMIT to itself and rejects `executionPromise` alone; and PostgreSQL answers the COMMIT of a transaction in which a statement
 * has failed with the tag ROLLBACK, and no error. Returns the same transaction.
 */
export const seeCommit = <Trx extends Knex.Transaction>(trx: Trx): Trx => {
  const commit = trx.commit.bind(trx) as (value?: unknown) => Promise<Answer>;
  trx.commit = (async (value?: unknown) => {
    const answer = await commit(value);
    await trx.executionPromise.catch((error) => {
      throw error instanceof NotStoredError ? error : new NotStoredError(codeOf(error));
    });
    if (answer?.response?.command === 'ROLLBACK') throw new NotStoredError('ROLLED_BACK');
    return answer;
  }) as Trx['commit'];
  return trx;
};
