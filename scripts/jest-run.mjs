import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, prepare } from './prepare.mjs';
import { Problem } from './problem.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const RESULTS = path.join(ROOT, '.tmp/test-results.json');
const CHROMIUM = JSON.parse(readFileSync(path.join(ROOT, 'tests/helpers/chromium-places.json'), 'utf8'));

const run = (
  command,
  args,
  { stdio = /** @type {import('node:child_process').StdioOptions} */ ('inherit'), env = {} } = {}
) =>
  new Promise((resolve) => {
    spawn(command, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } })
      .once('error', () => resolve(1))
      .once('exit', (code) => resolve(code ?? 1));
  });

/** Installs Debian's Chromium where there is no browser and the system lets us; the browser tests say what is missing otherwise. */
const installChromium = async () => {
  const found = [process.env.CHROMIUM_PATH, ...CHROMIUM].some((file) => file && existsSync(file));
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (found || !mayInstall) return;
  console.log('\nInstalling Chromium for the browser tests');
  const apt = (...args) => run('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  await apt('update');
  // The one without windows is the lighter one; older systems have only the whole.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if ((await apt('install', '-y', '--no-install-recommends', name)) === 0) return;
  }
};

/** Brings what tests of any kind need: packages, the built application, a browser. Throws a Problem in a sentence. */
export const prepareTests = async () => {
  checkNode();
  await Promise.all([prepare(ROOT), installChromium()]);
};

/** Runs Jest with these arguments and says how many passed; the answer is its exit code. */
export const runJest = async (args, env = {}) => {
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  console.log('\nTests');
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const status = await run(process.execPath, [jest, '--json', `--outputFile=${RESULTS}`, ...args], { env });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(RESULTS, 'utf8'));
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  return status;
};

/** Ends the process with the code that `main` comes to; a Problem is said in its sentence alone. */
export const endWith = (main) =>
  main().then(
    (status) => process.exit(status),
    (error) => {
      console.error(error instanceof Problem ? error.message : error);
      process.exit(1);
    }
  );
