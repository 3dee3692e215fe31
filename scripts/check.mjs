import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PLUGIN = 'src/plugins/rn-subscriptions';
const typesOf = (project) => ({ name: `types of ${project}`, args: ['typescript/bin/tsc', '--noEmit', '-p', project] });

/** What can be said of the sources without running them, by the name that is given on the command line. */
const CHECKS = {
  types: [
    `${PLUGIN}/server`,
    `${PLUGIN}/admin`,
    `${PLUGIN}/client`,
    'tests',
    'src/admin',
    'scripts',
    'scripts/tsconfig.website.json',
  ].map(typesOf),
  lint: [{ name: 'lint', args: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] }],
  format: [{ name: 'format', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] }],
  imports: [
    {
      name: 'imports',
      args: [
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err',
        ...[
          `${PLUGIN}/server/src`,
          `${PLUGIN}/admin/src`,
          `${PLUGIN}/client/src`,
          `${PLUGIN}/shared`,
          'src/index.ts',
          'src/api',
        ],
      ],
    },
  ],
};

const run = ({ name, args: [file, ...args] }) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', file), ...args], { cwd: ROOT });
    let said = '';
    for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (said += chunk));
    child.once('error', ({ message }) => resolve({ name, isFine: false, said: message }));
    child.once('exit', (code) => resolve({ name, isFine: code === 0, said }));
  });

/** Checks the sources: all there is to check, or what is named. Returns whether all is well; says what is not. */
export const check = async (names = Object.keys(CHECKS)) => {
  const results = await Promise.all(names.flatMap((name) => CHECKS[name]).map(run));
  for (const { name, isFine, said } of results) {
    console.log(`${isFine ? 'ok' : 'FAILED'}  ${name}`);
    if (!isFine) console.log(said);
  }
  return results.every(({ isFine }) => isFine);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in CHECKS));
  if (unknown) console.error(`There is no check ${unknown}: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(!unknown && (await check(names.length > 0 ? names : undefined)) ? 0 : 1);
}
