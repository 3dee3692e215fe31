import type { Core } from '@strapi/strapi';
import type { Counts, ListQuery } from '../../../../shared/contracts/admin';
import { COUNTERS, hasCounters, NETWORK } from '../../database/counters';
import { getService } from '../../service';
import { UIDS } from '../../uids';
import { filtersOf } from './filters';
import { inScope, type Scope } from '../scopes';
import { countingSql, toCounts } from './status-counts';

/** How many registrations there are per status. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Of the registrations in scope, or of one library of it; in one query, of what the database has counted already where it does. */
  async of(scope: Scope, { mediatheque }: Pick<ListQuery, 'mediatheque'>): Promise<Counts> {
    const isCounted = hasCounters(strapi);
    const where = [
      isCounted && scope.wholeNetwork ? { mediatheque: mediatheque ?? NETWORK } : inScope(scope),
      ...filtersOf({ mediatheque }),
    ];
    const counting = strapi.db.queryBuilder(UIDS.registration).where({ $and: where }).getKnexQuery().clearSelect();
    if (isCounted) counting.from(`${COUNTERS} as t0`);
    const [counted] = await counting.select(
      strapi.db.connection.raw(countingSql(isCounted ? 'sum(count)' : 'count(*)'), {
        today: getService(strapi, 'clock').today(),
      })
    );
    return toCounts(counted);
  },
});
