import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { LISTED_NAMES } from '../../../../shared/person-fields';
import { inSchema } from '../../database/in-schema';
import { BY_CODE_POINT } from '../../database/indexes';
import { UIDS } from '../../uids';
import { accountJoin } from '../../accounts/account-join';
import type { IndexRange } from './index-ranges';
import type { StoredRegistration } from '../stored-registration';

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const NAMES = [
  'id',
  'documentId',
  ...LISTED_NAMES,
  'registeredOn',
  'state',
  'validFrom',
  'expiresOn',
  'mediatheque',
  'guardianName',
  'searchText',
] as const;
type Name = (typeof NAMES)[number];

/** The columns of a line of the list, by their names. */
export const COLUMNS = Object.fromEntries(NAMES.map((name) => [name, columnOf(name)])) as Record<Name, string>;

/** A registration as a line of a list shows it. */
export type ListedRow = Pick<StoredRegistration, Exclude<Name, 'searchText'>> & {
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

/**
 * Lets a query that has the ids of a `page` read the rows of it, each with its account and its library. `query` is built without
 * a schema, which would be put before `page` as well.
 */
export const readRows = (strapi: Core.Strapi, query: Knex.QueryBuilder): Knex.QueryBuilder => {
  const named = (table: string, name: string) => strapi.db.connection.raw(`${inSchema(strapi, table)} as ${name}`);
  const tableName = (uid: string) => strapi.db.metadata.get(uid).tableName;
  const link = accountJoin(strapi);
  return query
    .leftJoin(named(tableName(UIDS.registration), 'r'), 'r.id', 'page.id')
    .leftJoin(named(tableName(UIDS.mediatheque), 'm'), 'm.document_id', 'r.mediatheque')
    .leftJoin(named(link.table, 'l'), `l.${link.registration}`, 'r.id')
    .leftJoin(named(tableName(UIDS.account), 'a'), 'a.id', `l.${link.account}`)
    .select(Object.entries(COLUMNS).map(([name, column]) => `r.${column} as ${name}`))
    .select('m.label as mediathequeLabel', 'a.id as accountId', 'a.confirmed as accountConfirmed');
};
