import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { getService } from '../service';
import { isDatabaseFailure, NotStoredError } from '../utils/database-failure';
import { codeOf } from '../utils/error-code';
import { seeCommit } from './seen-commit';

type Given = { trx: Knex.Transaction; onCommit: (callback: () => void) => void };

/**
 * Runs `work` in a transaction of its own, or in the one that is under way, and returns what it returned once the commit has been
 * seen to succeed. Throws what `work` threw; a {@link NotStoredError} where the database could not be written, did not commit or
 * did not say so, and where the server has stopped meanwhile: its hooks are gone by then.
 */
export const transaction = async <Result>(
  strapi: Core.Strapi,
  work: (given: Given) => Promise<Result> | Result
): Promise<Result> => {
  // Whoever began it sees to its commit.
  if (strapi.db.inTransaction()) return strapi.db.transaction(work);
  const underWay = getService(strapi, 'underWay');
  try {
    return (await strapi.db.transaction(async (given: Given) => {
      seeCommit(given.trx);
      const result = await work(given);
      if (underWay.isOver()) throw new NotStoredError('STOPPED');
      return result;
    })) as Result;
  } catch (error) {
    throw isDatabaseFailure(error) ? new NotStoredError(codeOf(error)) : error;
  }
};
