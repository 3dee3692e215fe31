import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setDatabaseClock } from './database-clock';
import { freePort } from './free-port';

export type ServerProcess = {
  address: string;
  /** Everything it has logged. */
  logs: () => string;
  /** Puts its clock and that of its database this many milliseconds ahead, and has it look at the queue. */
  clock: (ahead: number) => Promise<void>;
  /** Puts its own clock ahead, and leaves the database's alone. */
  ownClock: (ahead: number) => Promise<void>;
  /** Ends it by this signal, and waits until it is gone. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

/** A server on the database and the SMTP server of this test's application, in a process of its own, once it is ready; `env`: what is its alone. */
export const startServerProcess = async ({
  env = {},
}: { env?: Record<string, string> } = {}): Promise<ServerProcess> => {
  const port = await freePort();
  const child = fork(path.join(__dirname, 'server-main.cjs'), {
    env: { ...process.env, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let logged = '';
  for (const output of [child.stdout!, child.stderr!]) output.on('data', (chunk) => (logged += chunk));
  const gone = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    gone.then(([code]) => Promise.reject(new Error(`The server ended with code ${code}: ${logged}`))),
  ]);
  const ownClock = async (ahead: number) => {
    const set = once(child, 'message');
    child.send({ clock: ahead });
    await set;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    logs: () => logged,
    ownClock,
    clock: async (ahead) => {
      await setDatabaseClock(ahead);
      await ownClock(ahead);
    },
    end: async (signal) => {
      child.kill(signal);
      await gone;
    },
  };
};
