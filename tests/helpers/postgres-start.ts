import { startPostgres } from './postgres';

declare global {
  /** For `postgres-stop.ts`; only `var` declares what stands on globalThis. */
  var testPostgres: Awaited<ReturnType<typeof startPostgres>>;
}

export default async () => {
  const server = await startPostgres();
  globalThis.testPostgres = server;
  process.env.TEST_POSTGRES = JSON.stringify({ port: server.port, password: server.password, folder: server.folder });
};
