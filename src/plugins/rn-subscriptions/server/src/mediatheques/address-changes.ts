import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { AddressChange } from '../../../shared/contracts/admin';
import { getService } from '../service';
import { UIDS } from '../uids';
import { actorNames, currentActor } from '../requests/actor';

type StoredChange = Pick<AddressChange, 'at' | 'from' | 'to'> & { actorId: number | null };
export type StoredAddress = { documentId: string; email: string | null; addressChanges: StoredChange[] | null };

/** More than any library has; an odd one must not fill its row. */
const MOST = 50;

/** A library's generic address decides who reads its patrons' requests: a change of it is told to who had it, and kept. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Adds to the `data` of a write what follows from another address: a line of the history, and a mail to the old one, in the current transaction. */
  async prepare({ before, data }: { before: StoredAddress; data: Record<string, unknown> }): Promise<void> {
    if (data.email === undefined) return;
    const [from, to] = [before.email || null, (data.email as string | null) || null];
    if (from?.toLowerCase() === to?.toLowerCase()) return;
    const change: StoredChange = {
      at: new Date(getService(strapi, 'clock').now()).toISOString(),
      from,
      to,
      actorId: currentActor(strapi).actorId,
    };
    data.addressChanges = [change, ...(before.addressChanges ?? [])].slice(0, MOST);
    if (!from) return;
    await getService(strapi, 'outbox').queue({
      kind: 'library-address-changed',
      dedupeKey: `library-address-changed:${before.documentId}:${randomUUID()}`,
      registration: null,
      language: 'fr',
      facts: { mediatheque: before.documentId, to: from, newAddress: to },
    });
  },

  /** Every change of a library's address in the network, the newest first. */
  async list(): Promise<AddressChange[]> {
    const libraries: (StoredAddress & { label: string })[] = await strapi.db
      .query(UIDS.mediatheque)
      .findMany({ where: { addressChanges: { $notNull: true } }, select: ['documentId', 'label', 'addressChanges'] });
    const changes = libraries.flatMap(({ label, documentId, addressChanges }) =>
      (addressChanges ?? []).map((change) => ({ ...change, mediatheque: { documentId, label } }))
    );
    const nameOf = await actorNames(
      strapi,
      changes.map(({ actorId }) => actorId)
    );
    return changes
      .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
      .map(({ at, mediatheque, from, to, actorId }) => ({ at, mediatheque, from, to, actorName: nameOf(actorId) }));
  },
});
