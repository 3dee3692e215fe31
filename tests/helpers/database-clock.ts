import { Client } from 'pg';

type Place = { port: number; user?: string; password: string; database: string };

const run = async ({ port, user = 'postgres', password, database }: Place, statement: string) => {
  const client = new Client({ host: '127.0.0.1', port, user, password, database });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

/** Where a session of this database looks for names by itself: before PostgreSQL's own clock there is ours, and nowhere is a table of an application. */
export const SEARCH_PATH = 'test_clock, pg_catalog';

/** Gives a database of the tests a clock that {@link setDatabaseClock} can put ahead, for sessions that begin afterwards. */
export const giveClock = (place: Place): Promise<unknown> =>
  run(
    place,
    `create schema if not exists test_clock;
     create table if not exists test_clock.ahead (milliseconds bigint not null);
     insert into test_clock.ahead select 0 where not exists (select from test_clock.ahead);
     create or replace function test_clock.statement_timestamp() returns timestamptz language sql stable
       as 'select pg_catalog.statement_timestamp() + (select milliseconds from test_clock.ahead) * interval ''1 millisecond''';
     alter database "${place.database}" set search_path = ${SEARCH_PATH};`
  );

/** Puts the clock of the application's database this many milliseconds ahead of the real one; SQLite has none of its own. */
export const setDatabaseClock = async (ahead: number): Promise<void> => {
  if (process.env.DATABASE_CLIENT !== 'postgres') return;
  const place = {
    port: Number(process.env.DATABASE_PORT),
    user: process.env.DATABASE_USERNAME,
    password: process.env.DATABASE_PASSWORD!,
    database: process.env.DATABASE_NAME!,
  };
  await run(place, `update test_clock.ahead set milliseconds = ${Math.round(ahead)}`);
};
