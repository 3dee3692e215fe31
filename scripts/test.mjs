import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './check.mjs';
import { checkNode, prepare } from './prepare.mjs';
import { Problem } from './problem.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const RESULTS = path.join(ROOT, '.tmp/test-results.json');
const CHROMIUM = JSON.parse(readFileSync(path.join(ROOT, 'tests/helpers/chromium-places.json'), 'utf8'));

const run = (command, args, stdio = /** @type {import('node:child_process').StdioOptions} */ ('inherit')) =>
  new Promise((resolve) => {
    spawn(command, args, { cwd: ROOT, stdio })
      .once('error', () => resolve(1))
      .once('exit', (code) => resolve(code ?? 1));
  });

/** Installs Debian's Chromium where there is no browser and the system lets us; the browser tests say what is missing otherwise. */
const installChromium = async () => {
  const found = [process.env.CHROMIUM_PATH, ...CHROMIUM].some((file) => file && existsSync(file));
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (found || !mayInstall) return;
  console.log('\nInstalling Chromium for the browser tests');
  const apt = (...args) => run('apt-get', ['-qq', ...args], ['ignore', 'ignore', 'inherit']);
  await apt('update');
  // The one without windows is the lighter one; older systems have only the whole.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if ((await apt('install', '-y', '--no-install-recommends', name)) === 0) return;
  }
};

const main = async () => {
  checkNode();
  await Promise.all([prepare(ROOT), installChromium()]);
  console.log('\nTypes, lint, format and imports');
  if (!(await check())) throw new Problem('The sources are not as they should be: see above, and `npm run format`.');

  mkdirSync(path.dirname(RESULTS), { recursive: true });
  console.log('\nTests');
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const given = process.argv.slice(2);
  const workers = given.includes('--runInBand') ? [] : ['--maxWorkers=3'];
  const status = await run(process.execPath, [jest, ...workers, '--json', `--outputFile=${RESULTS}`, ...given]);
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(RESULTS, 'utf8'));
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  return status;
};

main().then(
  (status) => process.exit(status),
  (error) => {
    console.error(error instanceof Problem ? error.message : error);
    process.exit(1);
  }
);
