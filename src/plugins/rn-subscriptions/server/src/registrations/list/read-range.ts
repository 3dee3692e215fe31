import type { Core } from '@strapi/strapi';
import { UIDS } from '../../uids';
import type { Condition } from './filters';
import { COLUMNS, keysOf, orderedBy, readRows, type ListedRow } from './rows';
import type { Slice } from './index-ranges';

const REVERSED = { asc: 'desc', desc: 'asc' } as const;

/**
 * Up to `limit` rows of a stretch of a list, in its order: a slice of it, or those after the row `after`; `where` holds the
 * scope, `today` is `YYYY-MM-DD`. One statement: their ids are found in the stretch's index alone, so that what is passed over costs next to
 * nothing, and only then are those rows read, with their account and their library.
 */
export const readRange = async (
  strapi: Core.Strapi,
  input: { where: Condition[]; today: string; after?: ListedRow } & Partial<Slice> & Pick<Slice, 'range' | 'limit'>
): Promise<ListedRow[]> => {
  const { where, today, range, limit, offset = 0, fromEnd = false, after } = input;
  const keys = keysOf(range);
  const order = fromEnd ? REVERSED[range.order] : range.order;
  const inOrder = (table: string) =>
    // knex takes an expression here, which its types leave out.
    keys.map((key) => ({ column: strapi.db.connection.raw(orderedBy(strapi, table, key)) as never, order }));

  const ids = strapi.db
    .queryBuilder(UIDS.registration)
    .where({ $and: where })
    .getKnexQuery()
    .whereRaw(range.where, { today });
  ids
    .clearSelect()
    .select(keys.map((key) => `t0.${COLUMNS[key]}`))
    .limit(limit)
    .offset(offset)
    .orderBy(inOrder('t0'));
  if (after) {
    const columns = keys.map((key) => orderedBy(strapi, 't0', key)).join(', ');
    const values = keys.map((key) => after[key]) as (string | number)[];
    ids.whereRaw(`(${columns}) ${range.order === 'asc' ? '>' : '<'} (${keys.map(() => '?').join(', ')})`, values);
  }
  const rows: ListedRow[] = await readRows(strapi, strapi.db.connection.from(ids.as('page'))).orderBy(inOrder('page'));
  return fromEnd ? rows.reverse() : rows;
};
