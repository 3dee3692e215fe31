import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import { inSchema, OWN_SCHEMA, schemaBinding } from './in-schema';

/** Any number that no other application of this database takes for its advisory locks. */
const LOCK = 0x726e_7a74;
/** What the plugin adds to the accounts of users-permissions, whose own times are not ours to change. */
const OF_ACCOUNTS = ['opened_at', 'signed_out_at', 'password_changed_at'];

const WITHOUT_ZONE = `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = ${OWN_SCHEMA} and c.relkind = 'r' and not a.attisdropped
    and a.atttypid = 'timestamp'::regtype and (c.relname = any(?) or (c.relname = ? and a.attname = any(?))) order by 1, 2`;

type Run = { raw: (sql: string, values: Knex.RawBinding[]) => Promise<{ rows: { table: string; column: string }[] }> };

const find = async (strapi: Core.Strapi, run: Run): Promise<Map<string, string[]>> => {
  const tableOf = (uid: string) => strapi.db.metadata.get(uid).tableName;
  const own = Object.values(UIDS)
    .filter((uid) => uid.startsWith(`plugin::${PLUGIN_ID}.`))
    .map(tableOf);
  const { rows } = await run.raw(WITHOUT_ZONE, [schemaBinding(strapi), own, tableOf(UIDS.account), OF_ACCOUNTS]);
  const found = new Map<string, string[]>();
  for (const { table, column } of rows) found.set(table, [...(found.get(table) ?? []), column]);
  return found;
};

/**
 * Keeps the plugin's times as points in time, on PostgreSQL: Strapi makes columns without a zone, in which each server writes its own,
 * and in which an hour of each autumn stands twice. What earlier versions wrote is read in the zone of this process, which has to be
 * that of the server that wrote it. Throws one sentence where the database does not let it.
 */
export const ensureUtcTimes = async (strapi: Core.Strapi): Promise<void> => {
  if (strapi.db.dialect.client !== 'postgres') return;
  const knex = strapi.db.connection;
  if ((await find(strapi, knex)).size === 0) return;
  try {
    await knex.transaction(async (trx) => {
      await trx.raw(`select pg_advisory_xact_lock(${LOCK})`);
      await trx.raw(`select set_config('timezone', ?, true)`, [Intl.DateTimeFormat().resolvedOptions().timeZone]);
      // Looked for again: another server may have been quicker.
      for (const [table, columns] of await find(strapi, trx)) {
        await trx.raw(
          `alter table ${inSchema(strapi, table)} ${columns.map((column) => `alter column "${column}" type timestamptz(6)`).join(', ')}`
        );
      }
    });
  } catch (error) {
    throw new Error(
      `rn-subscriptions: the columns of times could not be given a zone (${codeOf(error)}): the database’s user has to own the tables of the plugin and that of the accounts.`
    );
  }
};
