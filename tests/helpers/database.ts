import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { giveClock, SEARCH_PATH } from './database-clock';

type Environment = Record<string, string>;
/** Starts an application on a database, and stops it. */
type FirstStart = (environment: Environment) => Promise<void>;

const PREPARED = 'prepared';

/** Of the application under test, on PostgreSQL: a name that has to be quoted, and that no session looks into by itself. */
export const SCHEMA = 'rn-tests';

/** Where the tests' own sessions look for names. */
export const TEST_SEARCH_PATH = `"${SCHEMA}", ${SEARCH_PATH}`;

const sqlite = (file: string): Environment => ({ DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: file });

const postgres = () => {
  const { port, password } = JSON.parse(process.env.TEST_POSTGRES!);
  return {
    giveClock: (name: string) => giveClock({ port, password, database: name }),
    environment: (name: string): Environment => ({
      DATABASE_CLIENT: 'postgres',
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: String(port),
      DATABASE_NAME: name,
      DATABASE_USERNAME: 'postgres',
      DATABASE_PASSWORD: password,
      DATABASE_SCHEMA: SCHEMA,
    }),
    ask: async (question: string, database = 'postgres') => {
      const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
      await client.connect();
      try {
        return (await client.query(question)).rows;
      } finally {
        await client.end();
      }
    },
  };
};

/** Whether this worker is the one of the run that prepares what has this name. */
const isMine = (name: string): boolean => {
  try {
    fs.mkdirSync(path.join(process.env.TEST_RUN!, `${name}.lock`));
    return true;
  } catch {
    return false;
  }
};

const sqliteDatabase = async ({
  folder,
  firstStart,
}: {
  folder: string;
  firstStart: FirstStart | null;
}): Promise<Environment> => {
  const file = path.join(folder, 'data.db');
  const prepared = path.join(process.env.TEST_RUN!, `${PREPARED}.db`);
  if (firstStart && isMine('sqlite')) {
    await firstStart(sqlite(`${prepared}.new`));
    fs.renameSync(`${prepared}.new`, prepared);
  }
  if (firstStart && fs.existsSync(prepared)) fs.copyFileSync(prepared, file);
  return sqlite(file);
};

const postgresDatabase = async ({ firstStart }: { firstStart: FirstStart | null }): Promise<Environment> => {
  const { environment, ask, giveClock } = postgres();
  const name = `test_${randomUUID().replace(/-/g, '')}`;
  if (firstStart && isMine('postgres')) {
    await ask(`CREATE DATABASE ${PREPARED}_new`);
    await ask(`CREATE SCHEMA "${SCHEMA}"`, `${PREPARED}_new`);
    await firstStart(environment(`${PREPARED}_new`));
    await ask(`ALTER DATABASE ${PREPARED}_new RENAME TO ${PREPARED}`);
  }
  const isPrepared =
    firstStart !== null && (await ask(`SELECT 1 FROM pg_database WHERE datname = '${PREPARED}'`)).length > 0;
  await ask(`CREATE DATABASE ${name}${isPrepared ? ` TEMPLATE ${PREPARED}` : ''}`);
  if (!isPrepared) await ask(`CREATE SCHEMA "${SCHEMA}"`, name);
  await giveClock(name);
  return environment(name);
};

/** A copy of a database that nobody uses just now, as a backup is one: its settings. `folder` is where SQLite's file goes. */
export const copyOfDatabase = async (original: Environment, folder: string): Promise<Environment> => {
  const name = `copy_${randomUUID().replace(/-/g, '')}`;
  if (original.DATABASE_CLIENT === 'sqlite') {
    const file = path.join(folder, `${name}.db`);
    fs.copyFileSync(original.DATABASE_FILENAME, file);
    return sqlite(file);
  }
  const { environment, ask, giveClock } = postgres();
  await ask(`CREATE DATABASE ${name} TEMPLATE ${original.DATABASE_NAME}`);
  await giveClock(name);
  return environment(name);
};

/**
 * The settings of a new database. A first start writes some hundred tables, roles and settings: one worker of a run lets it
 * happen once, by `firstStart`, and those who come later get a copy; without a `firstStart` the database is empty.
 */
export const newDatabase = (input: {
  client: 'sqlite' | 'postgres';
  folder: string;
  firstStart: FirstStart | null;
}): Promise<Environment> => (input.client === 'sqlite' ? sqliteDatabase(input) : postgresDatabase(input));
