import { setTimeout } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { codeOf } from '../utils/error-code';
import { inSchema, OWN_SCHEMA, schemaBinding } from './in-schema';
import { BY_CODE_POINT, INDEXES, indexesOf, RETIRED, TRIGRAMS, type OwnIndex } from './indexes';

/** Any number that no other application of this database takes for its advisory locks. */
const LOCK = 0x726e_7375;
/** How often a start looks whether another one is done, in milliseconds. */
const PATIENCE_MS = 500;

const OURS = `select c.relname as name, i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = ${OWN_SCHEMA} and c.relname like 'rn\\_%'`;

type Run = (sql: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** What PostgreSQL leaves of an index that it could not make again. */
const LEFT_OVER = /_cc(new|old)\d*$/;
const OWN = [...INDEXES, TRIGRAMS].map(({ name }) => name);

const kindOf = (type?: 'unique') => (type ? 'unique index' : 'index');
const rowsOf = (where?: string) => (where ? ` where ${where}` : '');

const ensureOnSqlite = async (strapi: Core.Strapi) => {
  const knex = strapi.db.connection;
  for (const name of RETIRED) await knex.raw('drop index if exists ??', [name]);
  for (const { name, uid, columns, type, where } of indexesOf('sqlite')) {
    await knex.raw(
      `create ${kindOf(type)} if not exists ?? on ?? (${columns.map(() => '??').join(', ')})${rowsOf(where)}`,
      [name, strapi.db.metadata.get(uid).tableName, ...columns]
    );
  }
};

const columnsOf = ({ columns }: OwnIndex) =>
  columns.map((column) => (BY_CODE_POINT.includes(column) ? `"${column}" collate "C"` : `"${column}"`)).join(', ');

/**
 * Has the extensions made that are missing; returns the name of the schema in which each is, null where the database refuses one. An
 * extension is the whole database's and there once: it is made in `public`, so that it does not go with the schema of whoever
 * was first, and found wherever it is.
 */
const extensions = async (strapi: Core.Strapi, run: Run): Promise<Map<string, string> | null> => {
  const find = async () => {
    const { rows } = await run(
      'select extname as name, nspname as schema from pg_extension join pg_namespace n on n.oid = extnamespace'
    );
    return new Map(rows.map(({ name, schema }) => [String(name), String(schema)]));
  };
  const found = await find();
  const missing = TRIGRAMS.extensions.filter((name) => !found.has(name));
  if (missing.length === 0) return found;
  const { rows } = await run(`select to_regnamespace('public') is not null as is_there`);
  const create = (name: string) => `create extension if not exists ${name}${rows[0].is_there ? ' schema public' : ''}`;
  try {
    for (const name of missing) await run(create(name));
    return await find();
  } catch (error) {
    strapi.log.warn(
      `rn-subscriptions: the PostgreSQL extension ${missing.join(' or ')} could not be created (${codeOf(error)}): searches stay right and get slow over some ten thousand registrations. Have a superuser run ${missing.map((name) => `${create(name)};`).join(' ')}`
    );
    return null;
  }
};

const ensureOnPostgres = async (strapi: Core.Strapi, run: Run) => {
  const { rows } = await run(OURS, [schemaBinding(strapi)]);
  const drop = (name: string) => run(`drop index concurrently if exists ${inSchema(strapi, name)}`);

  /** One of a content type's schema: made again beside the old one, which goes on refusing what is there twice until the new one takes its place. */
  const rebuild = async (name: string) => {
    await run(`reindex index concurrently ${inSchema(strapi, name)}`).catch(async (error) => {
      await drop(`${name}_ccnew`);
      strapi.log.error(`rn-subscriptions: the index ${name} could not be made again (${codeOf(error)}).`);
    });
  };

  for (const { name } of rows.filter((row) => RETIRED.includes(String(row.name)))) await drop(String(name));
  const add = async ({ name, uid, type }: Pick<OwnIndex, 'name' | 'uid' | 'type'>, definition: string) => {
    const found = rows.find((row) => row.name === name);
    if (found?.valid) return;
    // An earlier start was interrupted in the middle of it.
    if (found) await drop(name);
    await run(
      `create ${kindOf(type)} concurrently "${name}" on ${inSchema(strapi, strapi.db.metadata.get(uid).tableName)} ${definition}`
    ).catch((error) => {
      // The self-check says what follows from that.
      strapi.log.error(`rn-subscriptions: the index ${name} could not be made (${codeOf(error)}).`);
    });
  };
  for (const name of rows.filter(({ valid }) => !valid).map((row) => String(row.name))) {
    if (LEFT_OVER.test(name)) await drop(name);
    else if (!RETIRED.includes(name) && !OWN.includes(name)) await rebuild(name);
  }
  for (const index of indexesOf('postgres')) await add(index, `(${columnsOf(index)})${rowsOf(index.where)}`);
  const schemaOf = await extensions(strapi, run);
  if (schemaOf) await add(TRIGRAMS, TRIGRAMS.definition(schemaOf.get('pg_trgm')!));
};

/** The names of our indexes that PostgreSQL keeps and does not trust: making them was interrupted, or found rows that contradict them. */
export const invalidIndexes = async (strapi: Core.Strapi): Promise<string[]> => {
  if (strapi.db.dialect.client !== 'postgres') return [];
  const { rows }: { rows: { name: string; valid: boolean }[] } = await strapi.db.connection.raw(OURS, [
    schemaBinding(strapi),
  ]);
  return rows.filter(({ valid }) => !valid).map(({ name }) => name);
};

/**
 * Makes the indexes that are missing, or not valid, and drops those of earlier versions. On PostgreSQL `concurrently`: Strapi's own would lock
 * the table for as long as they are made, and on a large one every other server with it; this start waits, and nobody else.
 */
export const ensureIndexes = async (strapi: Core.Strapi): Promise<void> => {
  if (strapi.db.dialect.client !== 'postgres') return ensureOnSqlite(strapi);
  const { client } = strapi.db.connection;
  const connection = await client.acquireConnection();
  const run: Run = async (sql, values = []) => strapi.db.connection.raw(sql, values).connection(connection);
  try {
    // Tried again and again, since a statement that waits for a lock would keep the other start's index waiting for it.
    while (!(await run('select pg_try_advisory_lock(?) as mine', [LOCK])).rows[0].mine) await setTimeout(PATIENCE_MS);
    await ensureOnPostgres(strapi, run);
  } finally {
    await run('select pg_advisory_unlock(?)', [LOCK]);
    await client.releaseConnection(connection);
  }
};
