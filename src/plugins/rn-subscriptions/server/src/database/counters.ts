import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import { inSchema } from './in-schema';

/** Kept by the database itself, on PostgreSQL: how many registrations there are by library, state and day of expiry. */
export const COUNTERS = 'rn_registration_counts';
/** In the place of a library: the whole network. */
export const NETWORK = '*';

const COUNTED = ['mediatheque', 'state', 'expires_on'];
/** One line of sums for each library, and one for the network. */
const SUMS = `grouping sets ((mediatheque, state, expires_on), (state, expires_on))`;
const KEY = `case when grouping(mediatheque) = 1 then '${NETWORK}' else mediatheque end`;

/** So that the lines of a library, which are read together, lie together. */
const SIDE_BY_SIDE = 'order by 1, 2, 3';

/** To join by what is counted, a library, state or day that is missing included. */
const joined = (one: string) =>
  `(coalesce(${one}.mediatheque, ''), coalesce(${one}.state, ''), coalesce(${one}.expires_on, '-infinity'))`;

type Names = { counters: string; registrations: string; count: string };
/** Of PostgreSQL `rows`, of SQLite the rows themselves. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a statement returns is known where it is written
type Run = { raw: (sql: string, values: Knex.RawBinding[]) => Promise<any> };

const names = (strapi: Core.Strapi): Names => ({
  counters: inSchema(strapi, COUNTERS),
  registrations: inSchema(strapi, strapi.db.metadata.get(UIDS.registration).tableName),
  count: inSchema(strapi, FUNCTION),
});

/** Called by the triggers of registrations. */
export const FUNCTION = 'rn_count_registrations';
const TRIGGERS = ['rn_count_inserts', 'rn_count_updates', 'rn_count_deletes', 'rn_count_truncates'];

/**
 * Every statement that writes registrations adds what it changed, a few lines that no other writer waits for, in its own
 * transaction: the sum of the lines is at any moment the number of rows that the reader sees, whoever wrote them and how.
 */
const bodySql = ({ counters }: Pick<Names, 'counters'>) => `
  begin
    if tg_op = 'TRUNCATE' then
      delete from ${counters};
    elsif tg_op = 'INSERT' then
      insert into ${counters} select ${KEY}, state, expires_on, count(*) from come group by ${SUMS};
    elsif tg_op = 'DELETE' then
      insert into ${counters} select ${KEY}, state, expires_on, -count(*) from gone group by ${SUMS};
    else
      insert into ${counters} select ${KEY}, state, expires_on, sum(change)
      from (select ${COUNTED.join(', ')}, 1 as change from come union all select ${COUNTED.join(', ')}, -1 from gone) changed
      group by ${SUMS} having sum(change) <> 0;
    end if;
    return null;
  end `;

const triggersSql = ({ counters, registrations, count }: Names) => `
  create or replace function ${count}() returns trigger language plpgsql as $body$${bodySql({ counters })}$body$;
  ${TRIGGERS.map((name) => `drop trigger if exists ${name} on ${registrations};`).join(' ')}
  create trigger rn_count_inserts after insert on ${registrations} referencing new table as come for each statement execute function ${count}();
  create trigger rn_count_updates after update on ${registrations} referencing old table as gone new table as come for each statement execute function ${count}();
  create trigger rn_count_deletes after delete on ${registrations} referencing old table as gone for each statement execute function ${count}();
  create trigger rn_count_truncates after truncate on ${registrations} for each statement execute function ${count}();
`;

const fillSql = ({ counters, registrations }: Names) => `
  delete from ${counters};
  insert into ${counters} select ${KEY}, state, expires_on, count(*) from ${registrations} group by ${SUMS} ${SIDE_BY_SIDE};
`;

/** Whether the counters are there to be read: on PostgreSQL, from the first start on. */
export const hasCounters = (strapi: Core.Strapi): boolean => strapi.db.dialect.client === 'postgres';

type Found = 'all' | 'nothing' | 'some';

/** Whether table and triggers are there, the triggers switched on and calling the function as it is written here. */
const look = async (run: Run, sql: Names): Promise<Found> => {
  const { rows } = await run.raw(
    `select exists (select from pg_class where oid = to_regclass(?) and relkind = 'r') as counters,
       (select count(*)::int from pg_trigger where tgrelid = to_regclass(?) and tgname = any(?)) as triggers,
       (select count(*)::int from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where tgrelid = to_regclass(?) and tgname = any(?) and tgenabled in ('O', 'A') and p.oid = to_regproc(?) and p.prosrc = ?) as working`,
    [sql.counters, sql.registrations, TRIGGERS, sql.registrations, TRIGGERS, sql.count, bodySql(sql)]
  );
  const { counters, triggers, working } = rows[0];
  if (counters && working === TRIGGERS.length) return 'all';
  return counters || triggers > 0 ? 'some' : 'nothing';
};

/**
 * Makes the counters, and counts, where they are missing or do not count: triggers that were dropped, switched off or changed, a
 * table without its triggers, or triggers without their table. Writers of registrations wait for as long as one reading of an index
 * takes. Returns whether there was something to put right; throws one sentence where the database does not let it.
 */
export const ensureCounters = async (strapi: Core.Strapi): Promise<boolean> => {
  if (!hasCounters(strapi)) return false;
  const sql = names(strapi);
  try {
    if ((await look(strapi.db.connection, sql)) === 'all') return false;
    return await strapi.db.connection.transaction(async (trx) => {
      await trx.raw(`lock table ${sql.registrations} in share row exclusive mode`);
      const found = await look(trx, sql);
      // Another server was quicker.
      if (found === 'all') return false;
      await trx.raw(
        `create table if not exists ${sql.counters} (mediatheque varchar(255), state varchar(255), expires_on date, count bigint not null)`
      );
      await trx.raw(
        `create index if not exists rn_registration_counts_of on ${sql.counters} (mediatheque, state, expires_on)`
      );
      await trx.raw(triggersSql(sql));
      await trx.raw(fillSql(sql));
      return found === 'some';
    });
  } catch (error) {
    throw new Error(
      `rn-subscriptions: the triggers that count registrations could not be made (${codeOf(error)}): the database’s user has to own the tables ${sql.registrations} and ${sql.counters} and the function ${sql.count}.`
    );
  }
};

/** Adds up the lines of the counters, so that they stay few; readers see the same sums before and after. */
export const foldCounters = async (strapi: Core.Strapi): Promise<void> => {
  if (!hasCounters(strapi)) return;
  const { counters } = names(strapi);
  await strapi.db.connection.raw(`
    with several as (select ${COUNTED.join(', ')} from ${counters} group by ${COUNTED.join(', ')} having count(*) > 1 or sum(count) = 0),
    gone as (
      delete from ${counters} c using several s where ${joined('c')} = ${joined('s')} returning c.*
    )
    insert into ${counters} select ${COUNTED.join(', ')}, sum(count) from gone group by ${COUNTED.join(', ')} having sum(count) <> 0 ${SIDE_BY_SIDE}`);
};

/**
 * Counts the registrations anew where the counters say something else: what was written while triggers were switched off, as some
 * restores of a backup do, is then known too. Returns whether that was so.
 */
export const repairCounters = async (strapi: Core.Strapi): Promise<boolean> => {
  if (!hasCounters(strapi)) return false;
  const sql = names(strapi);
  const { rows } = await strapi.db.connection.raw(`
    select exists (
      select from (select ${KEY} as mediatheque, state, expires_on, count(*) as count from ${sql.registrations} group by ${SUMS}) there
      full join (select ${COUNTED.join(', ')}, sum(count) as count from ${sql.counters} group by ${COUNTED.join(', ')}) counted on ${joined('there')} = ${joined('counted')}
      where coalesce(there.count, 0) <> coalesce(counted.count, 0)
    ) as differ`);
  if (!rows[0].differ) return false;
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw(`lock table ${sql.registrations} in share row exclusive mode`);
    await trx.raw(fillSql(sql));
  });
  return true;
};
