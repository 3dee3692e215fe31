import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** A time that lies further ahead than this was written by a clock that was wrong, in milliseconds. */
export const IMPOSSIBLE_MS = 60 * 60 * 1000;

/** The time of the statement; stable within it, so that an index can be read by it. */
const POSTGRES_NOW = `(extract(epoch from statement_timestamp()) * 1000)::bigint`;

const isPostgres = (strapi: Core.Strapi) => strapi.db.dialect.client === 'postgres';

/**
 * The time by the database's clock, `later` milliseconds from now, as SQL for a column of milliseconds since 1970: one clock for all
 * servers, however wrong their own are. SQLite has no other clock than that of the process it lives in.
 */
export const timeSql = (strapi: Core.Strapi, later = 0): Knex.Raw =>
  strapi.db.connection.raw(
    isPostgres(strapi) ? `(${POSTGRES_NOW} + ${Math.round(later)})` : String(Date.now() + Math.round(later))
  );

/** The same for a column of the type `datetime`. */
export const datetimeSql = (strapi: Core.Strapi, later = 0): Knex.Raw =>
  isPostgres(strapi)
    ? strapi.db.connection.raw(`(statement_timestamp() + ${Math.round(later)} * interval '1 millisecond')`)
    : timeSql(strapi, later);

/** The time by the database's clock, in milliseconds since 1970; not in a transaction. */
export const databaseNow = async (strapi: Core.Strapi): Promise<number> => {
  if (!isPostgres(strapi)) return Date.now();
  const { rows } = await strapi.db.connection.raw(`select ${POSTGRES_NOW} as now`);
  return Number(rows[0].now);
};
