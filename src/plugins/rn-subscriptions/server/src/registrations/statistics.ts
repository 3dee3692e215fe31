import type { Core } from '@strapi/strapi';
import { decisionOf, type State } from '../../../shared/registration-state';
import type { Counted } from '../content-types/statistic/schema';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';

type Event = { action: string; at: string | Date; fromState: State | null; toState: State | null };

const countedOf = ({ action, fromState, toState }: Event): Counted | null => {
  if (action === 'created') return 'requested';
  if (action !== 'decided' || toState === null || toState === 'pending') return null;
  return decisionOf({ from: fromState, to: toState });
};

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Keeps of a registration that is being erased what counts for the library (documentId), in the current transaction: how often what happened in which month. */
  async keep({ mediatheque, events }: { mediatheque: string; events: Event[] }): Promise<void> {
    const happened = [
      ...events.map((event) => ({ kind: countedOf(event), at: event.at })),
      { kind: 'erased' as const, at: new Date(getService(strapi, 'clock').now()) },
    ];
    const counts = new Map<string, number>();
    for (const { kind, at } of happened) {
      if (!kind) continue;
      const key = `${getService(strapi, 'clock').dayOf(at).slice(0, 7)} ${kind}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const table = strapi.db.metadata.get(UIDS.statistic).tableName;
    await transaction(strapi, async ({ trx }) => {
      // Always in one order: two erasures at once then wait for each other, and never both.
      for (const [key, count] of [...counts].sort(([one], [other]) => (one < other ? -1 : 1))) {
        const [month, kind] = key.split(' ');
        await tableOf(strapi, UIDS.statistic)
          .transacting(trx)
          .insert({ month, mediatheque, kind, count })
          .onConflict(['month', 'mediatheque', 'kind'])
          .merge({ count: strapi.db.connection.raw('?? + ?', [`${table}.count`, count]) });
      }
    });
  },
});
