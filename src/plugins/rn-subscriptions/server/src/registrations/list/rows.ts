import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { BY_CODE_POINT } from '../../database/indexes';
import { UIDS } from '../../uids';
import { accountJoin } from '../../accounts/account-join';
import type { IndexRange } from './index-ranges';
import type { StoredRegistration } from '../stored-registration';

export const COLUMNS = {
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

type Key = Exclude<IndexRange['column'], null> | 'id';

/** What a stretch of a list is ordered by. */
export const keysOf = ({ column }: IndexRange): Key[] => (column ? [column, 'id'] : ['id']);

/** The column of a key in the table (or the part of a query) `table`, as an index orders it. */
export const orderedBy = (strapi: Core.Strapi, table: string, key: Key): string =>
  `${table}.${COLUMNS[key]}${BY_CODE_POINT.includes(COLUMNS[key]) && strapi.db.dialect.client === 'postgres' ? ' collate "C"' : ''}`;

/** Lets a query that has the ids of a `page` read the rows of it, each with its account and its library. */
export const readRows = (strapi: Core.Strapi, query: Knex.QueryBuilder): Knex.QueryBuilder => {
  const tableName = (uid: string) => strapi.db.metadata.get(uid).tableName;
  const link = accountJoin(strapi);
  return query
    .leftJoin({ r: tableName(UIDS.registration) }, 'r.id', 'page.id')
    .leftJoin({ m: tableName(UIDS.mediatheque) }, 'm.document_id', 'r.mediatheque')
    .leftJoin({ l: link.table }, `l.${link.registration}`, 'r.id')
    .leftJoin({ a: tableName(UIDS.account) }, 'a.id', `l.${link.account}`)
    .select(Object.entries(COLUMNS).map(([name, column]) => `r.${column} as ${name}`))
    .select('m.label as mediathequeLabel', 'a.id as accountId', 'a.confirmed as accountConfirmed');
};
