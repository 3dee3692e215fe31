import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';

const SHOWN_LINES = 25;
/** How long a process gets to end by itself, in milliseconds. */
const PATIENCE = 10_000;
/** A process group of its own: Ctrl-C reaches the demo only, which then stops the others in order. */
const OWN_GROUP = process.platform !== 'win32';

const running = new Set();

/**
 * Starts `node …args`, its output in the file `log`. Returns the process and `ended`, a promise of its exit code. A process
 * with `channel` is told by its channel's end to stop, even where the demo itself is killed.
 */
export const start = ({ args, cwd, env = process.env, log, channel = false }) => {
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const stdio = /** @type {import('node:child_process').StdioOptions} */ ([
    'ignore',
    output,
    output,
    ...(channel ? ['ipc'] : []),
  ]);
  const child = spawn(process.execPath, args, { cwd, env, stdio, detached: OWN_GROUP });
  closeSync(output);
  running.add(child);
  const ended = new Promise((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return Object.assign(child, { ended });
};

/** What a log ends with, and where it is. */
export const tailOf = (log) => {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES);
  return `${lines.map((line) => `  │ ${line}`).join('\n')}\n  Journal complet : ${log}`;
};

/** Runs one or several `node …args` side by side to their ends, with a line that says what happens and, on a terminal, for how long. Throws {@link Problem} where one fails. */
export const runStep = async (title, ...processes) => {
  const begin = Date.now();
  const seconds = () => `${Math.round((Date.now() - begin) / 1000)} s`;
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(`  ${title}…`);
  const clock = isTerminal && setInterval(() => process.stdout.write(`\r  ${title}… ${seconds()}`), 1000);
  const codes = await Promise.all(processes.map((options) => start(options).ended));
  const failed = processes[codes.findIndex((code) => code !== 0)];
  clearInterval(clock);
  console.log(`${isTerminal ? `\r  ${title}…` : ''} ${failed ? 'échec   ' : `fait (${seconds()})`}`);
  if (failed) throw new Problem(`« ${title} » a échoué.\n${tailOf(failed.log)}`);
};

const signal = (child, name) => {
  try {
    process.kill(OWN_GROUP ? -child.pid : child.pid, name);
  } catch {
    // It has ended meanwhile.
  }
};

/** Ends what was started and is still running. */
export const stopAll = async () => {
  const children = [...running];
  await Promise.all(
    children.map(async (child) => {
      if (child.connected) child.disconnect();
      else signal(child, 'SIGTERM');
      const killer = setTimeout(() => signal(child, 'SIGKILL'), PATIENCE);
      await child.ended;
      clearTimeout(killer);
    })
  );
};
