import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, install } from './prepare.mjs';
import { Problem } from './problem.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const RESULTS = path.join(ROOT, '.tmp/test-results.json');
const CHROMIUM = JSON.parse(readFileSync(path.join(ROOT, 'tests/helpers/chromium-places.json'), 'utf8'));

const run = (command, args) => spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;

const node = (title, ...args) => {
  console.log(`\n${title}`);
  if (run(process.execPath, args) !== 0) throw new Problem(`${title}: failed.`);
};

/** Installs Debian's Chromium where there is no browser and the system lets us; the browser tests say what is missing otherwise. */
const installChromium = () => {
  const found = [process.env.CHROMIUM_PATH, ...CHROMIUM].some((file) => file && existsSync(file));
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (found || !mayInstall) return;
  console.log('\nInstalling Chromium for the browser tests');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
};

const typescript = () => path.join(ROOT, 'node_modules/typescript/bin/tsc');
const PROJECTS = ['src/plugins/rn-subscriptions/server', 'src/plugins/rn-subscriptions/admin', 'tests', 'src/admin'];

const main = async () => {
  checkNode();
  await install(ROOT);
  installChromium();
  await build(ROOT);
  for (const project of PROJECTS) node(`Types of ${project}`, typescript(), '--noEmit', '-p', project);

  mkdirSync(path.dirname(RESULTS), { recursive: true });
  console.log('\nTests');
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const status = run(process.execPath, [jest, '--maxWorkers=3', '--json', `--outputFile=${RESULTS}`, ...process.argv.slice(2)]);
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
