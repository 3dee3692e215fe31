import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { Mediatheque } from '../mediatheques/mediatheques';
import type { StoredRegistration } from './stored-registration';
import { getService } from '../service';
import { UIDS } from '../uids';

/** What a writer has read of the registration it has locked, and of its library. */
type Known = { before: StoredRegistration; mediatheque?: Mediatheque | null };

const known = new AsyncLocalStorage<Known>();

/**
 * The registration that `where` finds (its own columns only), read and locked in the current transaction, so that two writers
 * of one row follow each other and the second sees what the first decided; null where there is none. Inside of
 * {@link withLocked} its row is not read again.
 */
export const lockRegistration = async (
  strapi: Core.Strapi,
  where: Record<string, unknown>
): Promise<StoredRegistration | null> => {
  const before = known.getStore()?.before;
  if (before && where.id === before.id) return before;
  return (await strapi.db
    .queryBuilder(UIDS.registration)
    .select('*')
    .where(where)
    .forUpdate()
    .first()
    .execute()) as StoredRegistration | null;
};

/** The library with this documentId, null where there is none; inside of {@link withLocked} the one that is known there is not read again. */
export const mediathequeOf = async (
  strapi: Core.Strapi,
  documentId: string | undefined
): Promise<Mediatheque | null> => {
  const mediatheque = known.getStore()?.mediatheque;
  if (mediatheque && documentId === mediatheque.documentId) return mediatheque;
  return getService(strapi, 'mediatheques').byDocumentId(documentId);
};

/** Runs `write`, whose updates of the row `before` need not read again what is known: {@link lockRegistration} has, in the same transaction. */
export const withLocked = <Result>(read: Known, write: () => Promise<Result>): Promise<Result> =>
  known.run(read, write);
