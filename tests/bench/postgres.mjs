import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { loadEmbeddedPostgres } from '../helpers/embedded-postgres.cjs';
import { portOf } from '../../scripts/listening-port.mjs';

const USER = 'postgres';
const PASSWORD = 'only-for-this-bench';
/** A schema of its own, as hosts have it. */
const SCHEMA = 'bench';

/** What differs from PostgreSQL's own settings: a little memory, as a small server of today has it. */
export const SETTINGS = {
  shared_buffers: '512MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  max_connections: '200',
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const port = portOf(server);
      server.close(() => resolve(port));
    });
  });

/**
 * A PostgreSQL of its own on a free loopback port, that sorts text as French installations do. Returns
 * `newDatabase(name)`, which makes an empty database and returns the environment of an application on it, and `stop()`.
 */
export const startPostgres = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rn-bench-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const EmbeddedPostgres = await loadEmbeddedPostgres(folder);
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: USER,
    password: PASSWORD,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A collation other than C: what an index can do for LIKE and for an order depends on it.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=fr-FR'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    async newDatabase(name) {
      await server.createDatabase(name);
      const client = new pg.Client({ host: '127.0.0.1', port, user: USER, password: PASSWORD, database: name });
      await client.connect();
      await client.query(`create schema ${SCHEMA}`);
      await client.end();
      return {
        DATABASE_CLIENT: 'postgres',
        DATABASE_HOST: '127.0.0.1',
        DATABASE_PORT: String(port),
        DATABASE_NAME: name,
        DATABASE_USERNAME: USER,
        DATABASE_PASSWORD: PASSWORD,
        DATABASE_SCHEMA: SCHEMA,
      };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
