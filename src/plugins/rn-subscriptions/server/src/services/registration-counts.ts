import type { Core } from '@strapi/strapi';
import { todayInParis } from '../../../shared/calendar-date';
import type { Counts, ListQuery } from '../../../shared/contracts/admin';
import { searchWords } from '../../../shared/search-text';
import { COUNTERS, hasCounters, NETWORK } from '../database/counters';
import { UIDS } from '../utils';
import { filtersOf } from './list-filters';
import { inScope, type Scope } from './scopes';

type Counted = { state: string; valid: boolean | number | null; count: string | number };

/** How many registrations there are per status. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Of the registrations in scope that the search and the library of a list leave; in one query. */
  async of(scope: Scope, { search, mediatheque }: Pick<ListQuery, 'search' | 'mediatheque'>): Promise<Counts> {
    // With a search only what it finds can be counted; without, what the database has counted already is summed up.
    const isCounted = hasCounters(strapi) && searchWords(search ?? '').length === 0;
    const where = [isCounted && scope.wholeNetwork ? { mediatheque: mediatheque ?? NETWORK } : inScope(scope), ...filtersOf({ search, mediatheque })];
    const counting = strapi.db.queryBuilder(UIDS.registration).where({ $and: where }).getKnexQuery();
    if (isCounted) counting.from({ t0: COUNTERS });
    const raw = (sql: string, values: string[] = []) => strapi.db.connection.raw(sql, values);
    const counted: Counted[] = await counting
      .clearSelect()
      .select(raw('state'), raw('expires_on >= ? as valid', [todayInParis()]), raw(`${isCounted ? 'sum(count)' : 'count(*)'} as count`))
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
});
