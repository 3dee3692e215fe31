import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import request from 'supertest';
import SECRETS from '../../scripts/secret-names.json';
import { newDatabase } from './database';
import { setDatabaseClock } from './database-clock';
import { freePort } from './free-port';
import { fitsDocument } from './openapi';
import { newScratchFolder } from './scratch-folder';
import { startSmtp, type SmtpSink } from './smtp';

/** Of `strapi-environment.cjs`. */
declare const createStrapi: (
  options: Parameters<typeof import('@strapi/strapi').createStrapi>[0] & { env: NodeJS.ProcessEnv }
) => Core.Strapi;
declare const setServerClock: (ahead: number) => void;
declare const connectKnex: (config: Knex.Config) => Knex;

/** What monitoring brings to be told more than that the server is well. */
const HEALTH_TOKEN = 'only-for-this-test-run';
export const AS_MONITORING = { Authorization: `Bearer ${HEALTH_TOKEN}` };

export const ROOT = path.resolve(__dirname, '../..');
const HOSTS = path.resolve(__dirname, '../hosts');

export type App = {
  strapi: Core.Strapi;
  /** The test's own words to the database, which finds the application's tables by their names alone; on SQLite its one connection. */
  sql: Knex;
  smtp: SmtpSink;
  /** Requests through HTTP, unsigned; a test fails where an answer of the public API is not as its OpenAPI document says. */
  http: () => ReturnType<typeof request>;
  /** Where it listens for browsers, if it does. */
  address: string;
  database: 'sqlite' | 'postgres';
  /** Where the database keeps its files. */
  databaseFolder: string;
  /** Everything the application has logged. */
  logs: () => string;
  /** Puts the clocks of the application and its database this many milliseconds ahead of the test's. */
  clock: (ahead: number) => Promise<void>;
  stop: () => Promise<void>;
};

const ownSql = (strapi: Core.Strapi): Knex => {
  const { client, connection } = strapi.config.get<Knex.Config & { connection: Knex.PgConnectionConfig }>(
    'database.connection'
  );
  if (client === 'sqlite') return strapi.db.connection;
  const searchPath = [process.env.DATABASE_SCHEMA || 'public', 'test_clock', 'pg_catalog'];
  return connectKnex({ client: 'pg', connection, searchPath, pool: { min: 0 } });
};

/** Waits for the queries that Strapi's own listeners still run after a write: taking the database away from them is an unhandled error. */
const quiet = async (strapi: Core.Strapi) => {
  const { pool } = strapi.db.connection.client;
  for (let rounds = 0; rounds < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    rounds = pool.numUsed() + pool.numPendingAcquires() === 0 ? rounds + 1 : 0;
  }
};

/** The folders of this application, or of a host in `tests/hosts`, which is not built. */
const foldersOf = (host: string | undefined) =>
  host
    ? { appDir: path.join(HOSTS, host), distDir: path.join(HOSTS, host) }
    : { appDir: ROOT, distDir: path.join(ROOT, 'dist') };

type Load = { host?: string; listen: boolean; logs: (line: string) => void };

const load = async ({ host, listen, logs }: Load): Promise<Core.Strapi> => {
  const strapi = createStrapi({
    env: process.env,
    ...foldersOf(host),
    autoReload: false,
    serveAdminPanel: listen,
  });
  strapi.log.transports.forEach((transport) => {
    transport.log = (info: Record<symbol, unknown>, next: () => void) => {
      logs(`${String(info[Symbol.for('message')] ?? JSON.stringify(info))}\n`);
      next();
    };
  });
  await strapi.load();
  return strapi;
};

const firstStart = async (database: Record<string, string>) => {
  Object.assign(process.env, database);
  const strapi = await load({ listen: false, logs: () => {} });
  await quiet(strapi);
  await strapi.destroy();
};

const asDocumented = (agent: ReturnType<typeof request>): ReturnType<typeof request> =>
  new Proxy(agent, {
    get: (methods, name: 'get') => (path: string) => methods[name](path).expect(fitsDocument),
  });

type Options = { env?: Record<string, string>; listen?: boolean; onEmptyDatabase?: boolean; host?: string };

/**
 * The built application on a new database, with a real SMTP server behind it; `listen`: for browsers, with the admin panel.
 * Its database has seen a first start before, unless the test is about that. `host`: another application of `tests/hosts`, on an empty database.
 */
export const startApp = async (options: Options = {}): Promise<App> => {
  const client = (process.env.TEST_DATABASE ?? 'sqlite') as App['database'];
  const folder = newScratchFolder('rn-app-');
  const smtp = await startSmtp();
  const port = await freePort();
  for (const name of SECRETS) process.env[name] = randomBytes(32).toString('base64');
  Object.assign(process.env, {
    STRAPI_TELEMETRY_DISABLED: 'true',
    STATE_FOLDER: path.join(folder, 'state'),
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtp.port),
    PORT: String(port),
    NETWORK_EMAIL: 'reseau@example.org',
    // It takes its time; those that are about it switch it on.
    SIGN_UP_PROOF_OF_WORK: 'false',
    // All tests come from one client; those that are about limits set their own.
    REQUESTS_PER_CLIENT: '10000',
    SIGN_INS_PER_CLIENT: '10000',
    HEALTH_TOKEN,
    REQUESTS_PER_ADDRESS: '100',
    MAILS_PER_ADDRESS: '100',
  });
  const isEmpty = options.onEmptyDatabase || options.host !== undefined;
  const database = await newDatabase({ client, folder, firstStart: isEmpty ? null : firstStart });
  Object.assign(process.env, database, options.env);

  let logged = '';
  const { host, listen = false } = options;
  const strapi = await load({ host, listen, logs: (line) => (logged += line) });
  if (listen) await strapi.listen();
  else {
    // As a server does before it listens; a host may have the plugin switched off.
    await strapi.plugin('rn-subscriptions')?.service('folderComparison').ready();
    strapi.server.mount();
  }

  const sql = ownSql(strapi);
  return {
    strapi,
    sql,
    smtp,
    address: `http://127.0.0.1:${port}`,
    database: client,
    databaseFolder: client === 'sqlite' ? folder : JSON.parse(process.env.TEST_POSTGRES!).folder,
    http: () => asDocumented(request(strapi.server.httpServer)),
    logs: () => logged,
    clock: async (ahead) => {
      setServerClock(ahead);
      await setDatabaseClock(ahead);
      await strapi.plugin('rn-subscriptions').service('clock').ask();
    },
    stop: async () => {
      await quiet(strapi);
      if (sql !== strapi.db.connection) await sql.destroy();
      await strapi.destroy();
      await smtp.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
