import type { Core } from '@strapi/strapi';
import type { Mediatheque } from '../mediatheques/mediatheques';
import type { StoredRegistration } from './stored-registration';
import { UIDS } from '../uids';

/** What a writer has read of the registration it has locked, and of its library. */
type LockedRow = { before: StoredRegistration; mediatheque?: Mediatheque | null };

/** A symbol: no request can bring one, and Strapi passes it on to the hook with the parameters that it knows. */
const LOCKED = Symbol('locked');

/**
 * The registration that `where` finds (its own columns only), read and locked in the current transaction, so that two writers
 * of one row follow each other and the second sees what the first decided; null where there is none.
 */
export const lockRegistration = async (
  strapi: Core.Strapi,
  where: Record<string, unknown>
): Promise<StoredRegistration | null> =>
  (await strapi.db
    .queryBuilder(UIDS.registration)
    .select('*')
    .where(where)
    .forUpdate()
    .first()
    .execute()) as StoredRegistration | null;

/**
 * Parameters of an update: its `where`, and for the hook what was read of the row. {@link lockRegistration} has, in the same transaction;
 * the hook reads and locks by itself what nobody hands over.
 */
export const ofLocked = (row: LockedRow): { where: { id: number }; [LOCKED]: LockedRow } => ({
  where: { id: row.before.id },
  [LOCKED]: row,
});

/** What {@link ofLocked} hands to the hook with the parameters of its write; undefined where the writer has read nothing. */
export const handedOver = (params: object): LockedRow | undefined => (params as { [LOCKED]?: LockedRow })[LOCKED];
