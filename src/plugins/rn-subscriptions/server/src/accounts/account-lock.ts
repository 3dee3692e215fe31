import type { Core } from '@strapi/strapi';
import { UIDS } from '../uids';
import { ACCOUNT, type Account } from './account-links';

/**
 * The accounts that `where` finds (their own columns only), read and locked in the current transaction: whoever opens, fills, moves or
 * erases one is waited for. By id, so that two writers of the same accounts do not each wait for the other.
 */
export const lockAccounts = async (strapi: Core.Strapi, where: Record<string, unknown>): Promise<Account[]> =>
  (await strapi.db
    .queryBuilder(UIDS.account)
    .select(ACCOUNT)
    .where(where)
    .orderBy({ id: 'asc' })
    .forUpdate()
    .execute()) as Account[];
