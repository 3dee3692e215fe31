import type { Core } from '@strapi/strapi';
import { todayInParis } from '../../../shared/calendar-date';
import type { Counts, ListQuery } from '../../../shared/contracts/admin';
import { COUNTERS, foldCounters, hasCounters, NETWORK, repairCounters } from '../database/counters';
import { UIDS } from '../utils';
import { filtersOf } from './list-filters';
import { inScope, type Scope } from './scopes';

type Counted = { state: string; valid: boolean | number | null; count: string | number };

/** How many registrations there are per status. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const raw = (sql: string, values: unknown[]) => strapi.db.connection.raw(sql, values as never[]);
  const columns = (count: string) => [raw('state', []), raw('expires_on >= ? as valid', [todayInParis()]), raw(`${count} as count`, [])];

  return {
    /** Of the registrations in scope that the search and the library of a list leave; in one query. */
    async of(scope: Scope, { search, mediatheque }: Pick<ListQuery, 'search' | 'mediatheque'>): Promise<Counts> {
      // With a search only what it finds can be counted; without, what the database has counted already is summed up.
      const isCounted = hasCounters(strapi) && !search;
      const filters = [isCounted && scope.wholeNetwork ? { mediatheque: mediatheque ?? NETWORK } : inScope(scope), ...filtersOf({ search, mediatheque })];
      const counting = strapi.db.queryBuilder(UIDS.registration).where({ $and: filters }).getKnexQuery();
      if (isCounted) counting.from({ t0: COUNTERS });
      const counted: Counted[] = await counting
        .clearSelect()
        .select(columns(isCounted ? 'sum(count)' : 'count(*)'))
        .groupByRaw('1, 2');

      const sumOf = (isIt: (row: Counted) => boolean) => counted.filter(isIt).reduce((sum, { count }) => sum + Number(count), 0);
      const counts = {
        pending: sumOf(({ state }) => state === 'pending'),
        refused: sumOf(({ state }) => state === 'refused'),
        validated: sumOf(({ state, valid }) => state === 'validated' && Boolean(valid)),
        expired: sumOf(({ state, valid }) => state === 'validated' && valid !== null && !valid),
      };
      return { ...counts, all: counts.pending + counts.refused + counts.validated + counts.expired };
    },

    /** Keeps what the database counts right, and short; at the start of a server and every hour. */
    async tidy(): Promise<void> {
      if (await repairCounters(strapi)) strapi.log.warn('rn-subscriptions: registrations had been written past their counters; they were counted anew.');
      await foldCounters(strapi);
    },
  };
};
