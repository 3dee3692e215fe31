import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from './free-port';

/** A second server on the database and the SMTP server of this test's application, in a process of its own, once it is ready. */
export const startServerProcess = async (): Promise<ChildProcess & { address: string }> => {
  const port = await freePort();
  const child = fork(path.join(__dirname, 'server-main.cjs'), { env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with code ${code}.`)))]);
  return Object.assign(child, { address: `http://127.0.0.1:${port}` });
};
