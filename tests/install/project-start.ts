import { startPostgres } from '../helpers/postgres';
import { makeProject } from './project';

export default async () => {
  const [server, project] = await Promise.all([startPostgres(), makeProject()]);
  (globalThis as any).testPostgres = server;
  process.env.TEST_POSTGRES = JSON.stringify({ port: server.port, password: server.password, folder: server.folder });
  process.env.TEST_PROJECT = JSON.stringify(project);
};
