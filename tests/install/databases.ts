import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client } from 'pg';
import { newScratchFolder } from '../helpers/scratch-folder';

export type HostDatabase = {
  /** As the host's `.env` names it. */
  env: Record<string, string>;
  /** Rows of a question in SQL that both databases understand; tables stand in the host's schema. */
  ask: (sql: string) => Promise<Record<string, unknown>[]>;
};

/** What the plugin keeps beside the database belongs to it. */
const stateFolder = () => ({ STATE_FOLDER: newScratchFolder('rn-host-state-') });

const sqlite = (): HostDatabase => {
  const file = path.join(newScratchFolder('rn-host-'), 'data.db');
  return {
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: file, ...stateFolder() },
    ask: async (sql) => {
      const Database = require('better-sqlite3');
      const database = new Database(file);
      try {
        const statement = database.prepare(sql);
        return statement.reader ? statement.all() : (statement.run(), []);
      } finally {
        database.close();
      }
    },
  };
};

/** A database of its own with a schema of this name, which may be `public`, as every PostgreSQL project of create-strapi-app has it. */
const postgres = async (schema: string): Promise<HostDatabase> => {
  const { port, password } = JSON.parse(process.env.TEST_POSTGRES!);
  const name = `host_${randomUUID().replace(/-/g, '')}`;
  const connect = async (database: string) => {
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
    await client.connect();
    return client;
  };
  const server = await connect('postgres');
  await server.query(`CREATE DATABASE ${name}`);
  await server.end();
  const client = await connect(name);
  await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  await client.end();
  return {
    env: {
      DATABASE_CLIENT: 'postgres',
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: String(port),
      DATABASE_NAME: name,
      DATABASE_USERNAME: 'postgres',
      DATABASE_PASSWORD: password,
      DATABASE_SCHEMA: schema,
      ...stateFolder(),
    },
    ask: async (sql) => {
      const asking = await connect(name);
      try {
        await asking.query(`SET search_path TO "${schema}"`);
        return (await asking.query(sql)).rows;
      } finally {
        await asking.end();
      }
    },
  };
};

/** A new, empty database for a host. */
export const newHostDatabase = async (kind: 'SQLite' | 'PostgreSQL', schema = 'public'): Promise<HostDatabase> =>
  kind === 'SQLite' ? sqlite() : postgres(schema);
