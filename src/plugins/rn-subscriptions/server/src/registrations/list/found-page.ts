import type { Core } from '@strapi/strapi';
import type { Counts } from '../../../../shared/contracts/admin';
import { UIDS } from '../../uids';
import type { Condition } from './filters';
import { COLUMNS, keysOf, orderedBy, readRows, type ListedRow } from './rows';
import type { IndexRange } from './index-ranges';
import { countingSql, toCounts } from './status-counts';

/** The place of a row's stretch among those of the list; none where it is in none of them. */
const placeSql = (ranges: IndexRange[]) =>
  `case ${ranges.map(({ where }, place) => `when ${where} then ${place}`).join(' ')} end as place`;

/**
 * One page of what is found by more than the counters know (a search), and how many that are per status; `where` holds the scope and the filters, `today` is
 * `YYYY-MM-DD`. One statement, that looks once: what it found is counted, and put into the order of the list.
 */
export const foundPage = async (
  strapi: Core.Strapi,
  input: { where: Condition[]; ranges: IndexRange[]; today: string; limit: number; offset: number }
): Promise<{ counts: Counts; rows: ListedRow[] }> => {
  const { where, ranges, today, limit, offset } = input;
  const knex = strapi.db.connection;
  // The stretches of a list share an order, in which rows of those without a column of their own have nothing to differ by.
  const [{ order }] = ranges;
  const keys = keysOf(ranges[0]);
  const inOrder = (table: string) => [
    { column: `${table}.place` },
    // knex takes an expression here, which its types leave out.
    ...keys.map((key) => ({ column: knex.raw(orderedBy(strapi, table, key)) as never, order })),
  ];

  const needed = [...new Set([...keys.map((key) => COLUMNS[key]), COLUMNS.state, COLUMNS.expiresOn])];
  const found = strapi.db.queryBuilder(UIDS.registration).where({ $and: where }).getKnexQuery().clearSelect();
  found.select(needed.map((column) => `t0.${column}`)).select(knex.raw(placeSql(ranges), { today }));

  const query = knex
    .queryBuilder()
    .withMaterialized('found', found)
    .with('page', knex.from('found').whereNotNull('place').orderBy(inOrder('found')).limit(limit).offset(offset))
    .with('counted', knex.from('found').select(knex.raw(countingSql('count(*)'), { today })))
    .from('counted')
    .joinRaw('left join page on true')
    .select('counted.*');
  const lines = await readRows(strapi, query).orderBy(inOrder('page'));
  // Where nothing is on the page, the counts stand alone.
  return { counts: toCounts(lines[0]), rows: lines.filter(({ id }: { id: number | null }) => id !== null) };
};
