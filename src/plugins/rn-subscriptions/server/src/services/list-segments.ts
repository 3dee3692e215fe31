import type { Counts, ListQuery, Order } from '../../../shared/contracts/admin';
import { statusFilter, type Condition } from './list-filters';

/**
 * A stretch of a list that one index gives in its order: what meets `where`, by `column` (null: nothing but the id) and
 * then by the id, both in `order`. `count` is how many rows it has.
 */
export type Segment = { where: Condition; column: 'registeredOn' | 'expiresOn' | 'searchText' | null; order: Order; count: number };

/** The stretches that a list is made of, one after the other, so that none has to be sorted; `today` is `YYYY-MM-DD`. */
export const segmentsOf = ({ query, counts, today }: { query: ListQuery; counts: Counts; today: string }): Segment[] => {
  const { sort = 'waiting', order, status } = query;
  const where = status ? statusFilter(status, today) : {};
  const count = counts[status ?? 'all'];
  const validated = { where: { state: 'validated' }, count: counts.validated + counts.expired };
  const refused = { where: { state: 'refused' }, count: counts.refused };
  const pending = { where: { state: 'pending' }, count: counts.pending };

  switch (sort) {
    case 'name':
      return [{ where, count, column: 'searchText', order: order ?? 'asc' }];
    case 'registeredOn':
      return [{ where, count, column: 'registeredOn', order: order ?? 'desc' }];
    case 'expiresOn': {
      const dated = { column: 'expiresOn' as const, order: order ?? 'asc' };
      const undated = { column: null, order: order ?? 'asc' };
      if (status) return [{ where, count, ...(status === 'validated' || status === 'expired' ? dated : undated) }];
      return [{ ...validated, ...dated }, { ...refused, ...undated }, { ...pending, ...undated }];
    }
    case 'waiting': {
      const newest = { column: 'registeredOn' as const, order: 'desc' as const };
      // Of the expired nobody waits: those that expired last come first, by an index that knows who has.
      if (status) return [{ where, count, ...newest, ...(status === 'expired' ? { column: 'expiresOn' as const } : {}) }];
      return [pending, refused, validated].map((segment) => ({ ...segment, ...newest }));
    }
  }
};

export type Slice = { segment: Segment; offset: number; limit: number };

/** What of each stretch is on the page that begins after `offset` rows and holds `limit`. */
export const slicesOf = ({ segments, offset, limit }: { segments: Segment[]; offset: number; limit: number }): Slice[] => {
  const slices: Slice[] = [];
  let before = 0;
  for (const segment of segments) {
    const from = Math.max(0, offset - before);
    const upTo = Math.min(segment.count, offset + limit - before);
    if (upTo > from) slices.push({ segment, offset: from, limit: upTo - from });
    before += segment.count;
  }
  return slices;
};
