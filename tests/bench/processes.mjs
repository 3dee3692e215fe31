import { fork } from 'node:child_process';

let asked = 0;

/**
 * Starts one of `processes/` with these arguments, and with `env` added to this process's environment. Returns, once it is
 * ready, what it said so with (`ready`), `ask(message)`, which resolves to its answer, and `end()`. Throws where it ends before.
 */
export const startProcess = async (name, { args = [], env = {} } = {}) => {
  const child = fork(new URL(`processes/${name}.mjs`, import.meta.url), args.map(String), {
    env: { ...process.env, ...env },
    execArgv: ['--expose-gc'],
  });
  const waiting = new Map();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.on('message', (/** @type {any} */ { id, answer }) => waiting.get(id)?.(answer));
  const ready = await Promise.race([
    new Promise((resolve) => child.once('message', (/** @type {any} */ message) => resolve(message.ready))),
    gone.then((code) => Promise.reject(new Error(`The process ${name} ended with code ${code}.`))),
  ]);
  return {
    ready,
    ask: (message) =>
      new Promise((resolve) => {
        const id = (asked += 1);
        waiting.set(id, (answer) => (waiting.delete(id), resolve(answer)));
        child.send({ id, ...message });
      }),
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
