import type { Counts, ListQuery, Order } from '../../../../shared/contracts/admin';
import { STATUS_SQL } from './status-counts';

/**
 * A stretch of a list that one index gives in its order: the rows of these statuses, which are those that meet `where` (SQL, of the
 * day `:today`), by `column` (null: nothing but the id) and then by the id, both in `order`.
 */
export type IndexRange = {
  where: string;
  statuses: (keyof Counts)[];
  column: 'registeredOn' | 'expiresOn' | 'searchText' | null;
  order: Order;
};

/** The stretches that a list is made of, one after the other, so that none has to be sorted. */
export const indexRangesOf = ({ sort = 'waiting', order, status }: ListQuery): IndexRange[] => {
  const of = (one: keyof Counts): Pick<IndexRange, 'where' | 'statuses'> => ({
    where: STATUS_SQL[one],
    statuses: [one],
  });
  const all = of(status ?? 'all');
  const refused = of('refused');
  const pending = of('pending');
  const validated: typeof all = { where: `state = 'validated'`, statuses: ['validated', 'expired'] };

  switch (sort) {
    case 'name':
      return [{ ...all, column: 'searchText', order: order ?? 'asc' }];
    case 'registeredOn':
      return [{ ...all, column: 'registeredOn', order: order ?? 'desc' }];
    case 'expiresOn': {
      const dated = { column: 'expiresOn' as const, order: order ?? 'asc' };
      const undated = { column: null, order: order ?? 'asc' };
      if (status) return [{ ...all, ...(status === 'validated' || status === 'expired' ? dated : undated) }];
      return [
        { ...validated, ...dated },
        { ...refused, ...undated },
        { ...pending, ...undated },
      ];
    }
    case 'waiting': {
      const newest = { column: 'registeredOn' as const, order: 'desc' as const };
      // Of the expired nobody waits: those that expired last come first, by an index that knows who has.
      if (status) return [{ ...all, ...newest, ...(status === 'expired' ? { column: 'expiresOn' as const } : {}) }];
      return [pending, refused, validated].map((range) => ({ ...range, ...newest }));
    }
  }
};

/** `limit` rows of a stretch after the first `offset` of them, or, with `fromEnd`, before the last `offset` of them. */
export type Slice = { range: IndexRange; offset: number; limit: number; fromEnd: boolean };

/** What of each stretch is on the page that begins after `offset` rows and holds `limit`, counted off from the nearer end. */
export const slicesOf = ({
  ranges,
  counts,
  offset,
  limit,
}: {
  ranges: IndexRange[];
  counts: Counts;
  offset: number;
  limit: number;
}): Slice[] => {
  const slices: Slice[] = [];
  let before = 0;
  for (const range of ranges) {
    const count = range.statuses.reduce((sum, status) => sum + counts[status], 0);
    const from = Math.max(0, offset - before);
    const upTo = Math.min(count, offset + limit - before);
    const after = count - upTo;
    if (upTo > from) slices.push({ range, offset: Math.min(from, after), limit: upTo - from, fromEnd: after < from });
    before += count;
  }
  return slices;
};
