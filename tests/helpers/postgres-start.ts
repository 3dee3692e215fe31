import { startPostgres } from './postgres';

export default async () => {
  const server = await startPostgres();
  (globalThis as any).testPostgres = server;
  process.env.TEST_POSTGRES = JSON.stringify({ port: server.port, password: server.password, folder: server.folder });
};
