import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { StoredRegistration } from '../services/registrations';
import { UIDS } from '.';

const alreadyLocked = new AsyncLocalStorage<StoredRegistration>();

/**
 * The registration that `where` finds (its own columns only), read and locked in the current transaction, so that two writers
 * of one row follow each other and the second sees what the first decided; null where there is none. Inside of
 * {@link withLocked} its row is not read again.
 */
export const lockRegistration = async (strapi: Core.Strapi, where: Record<string, unknown>): Promise<StoredRegistration | null> => {
  const locked = alreadyLocked.getStore();
  if (locked && where.id === locked.id) return locked;
  return (await strapi.db.queryBuilder(UIDS.registration).select('*').where(where).forUpdate().first().execute()) as StoredRegistration | null;
};

/** Runs `write`, whose updates of the row `before` need not read it again: {@link lockRegistration} has, in the same transaction. */
export const withLocked = <Result>(before: StoredRegistration, write: () => Promise<Result>): Promise<Result> => alreadyLocked.run(before, write);
