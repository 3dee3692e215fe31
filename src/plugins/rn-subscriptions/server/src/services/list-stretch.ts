import type { Core } from '@strapi/strapi';
import { BY_CODE_POINT } from '../database/indexes';
import { UIDS } from '../utils';
import { accountLink } from '../utils/account-link';
import type { Condition } from './list-filters';
import type { Segment } from './list-segments';
import type { StoredRegistration } from './registrations';

const COLUMNS = {
  id: 'id',
  documentId: 'document_id',
  lastName: 'last_name',
  firstName: 'first_name',
  email: 'email',
  cardNumber: 'card_number',
  registeredOn: 'registered_on',
  state: 'state',
  validFrom: 'valid_from',
  expiresOn: 'expires_on',
  mediatheque: 'mediatheque',
  guardianName: 'guardian_name',
  searchText: 'search_text',
} as const;

/** A registration as a line of a list shows it. */
export type ListedRow = Pick<StoredRegistration, Exclude<keyof typeof COLUMNS, 'searchText'>> & {
  searchText: string;
  /** null where the library is gone */
  mediathequeLabel: string | null;
  accountId: number | null;
  accountConfirmed: boolean | number | null;
};

type Key = Exclude<Segment['column'], null> | 'id';

/**
 * Up to `limit` rows of a stretch of a list, after the first `offset` of them or after the row `after`; `where` holds the
 * scope. One statement: their ids are found in the stretch's index alone, so that what is passed over costs next to
 * nothing, and only then are those rows read, with their account and their library.
 */
export const stretchOf = async (
  strapi: Core.Strapi,
  input: { where: Condition[]; segment: Segment; limit: number; offset?: number; after?: ListedRow }
): Promise<ListedRow[]> => {
  const { where, segment, limit, offset = 0, after } = input;
  const keys: Key[] = segment.column ? [segment.column, 'id'] : ['id'];
  const byCodePoint = (key: Key) => (BY_CODE_POINT.includes(COLUMNS[key]) && strapi.db.dialect.client === 'postgres' ? ' collate "C"' : '');
  const raw = (sql: string) => strapi.db.connection.raw(sql);

  const ids = strapi.db.queryBuilder(UIDS.registration).where({ $and: [...where, segment.where] }).getKnexQuery();
  ids.clearSelect().select(keys.map((key) => `t0.${COLUMNS[key]}`)).limit(limit).offset(offset);
  for (const key of keys) ids.orderBy([{ column: raw(`t0.${COLUMNS[key]}${byCodePoint(key)}`) as never, order: segment.order }]);
  if (after) {
    const columns = keys.map((key) => `t0.${COLUMNS[key]}${byCodePoint(key)}`).join(', ');
    const values = keys.map((key) => after[key]) as (string | number)[];
    ids.whereRaw(`(${columns}) ${segment.order === 'asc' ? '>' : '<'} (${keys.map(() => '?').join(', ')})`, values);
  }

  const tableName = (uid: string) => strapi.db.metadata.get(uid).tableName;
  const link = accountLink(strapi);
  const rows = strapi.db
    .getConnection()
    .from(ids.as('page'))
    .join({ r: tableName(UIDS.registration) }, 'r.id', 'page.id')
    .leftJoin({ m: tableName(UIDS.mediatheque) }, 'm.document_id', 'r.mediatheque')
    .leftJoin({ l: link.table }, `l.${link.registration}`, 'r.id')
    .leftJoin({ a: tableName(UIDS.account) }, 'a.id', `l.${link.account}`)
    .select(Object.entries(COLUMNS).map(([name, column]) => `r.${column} as ${name}`))
    .select('m.label as mediathequeLabel', 'a.id as accountId', 'a.confirmed as accountConfirmed');
  for (const key of keys) rows.orderBy([{ column: raw(`page.${COLUMNS[key]}${byCodePoint(key)}`) as never, order: segment.order }]);
  return rows;
};
