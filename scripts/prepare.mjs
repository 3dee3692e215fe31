import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';
import { runStep } from './processes.mjs';

const OLDEST_NODE = 20;
const SOURCES = ['package-lock.json', 'tsconfig.json', 'config', 'src'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'build', '.cache', '.strapi', '.tmp']);
const BUILT = [
  'dist/config/server.js',
  'dist/build/index.html',
  'src/plugins/rn-subscriptions/dist/server/index.js',
  'src/plugins/rn-subscriptions/dist/server/index.d.ts',
  'src/plugins/rn-subscriptions/dist/admin/index.js',
  'src/plugins/rn-subscriptions/dist/website/shared.js',
];

/** Throws {@link Problem} on a Node.js that is too old. */
export const checkNode = () => {
  const [major] = process.versions.node.split('.').map(Number);
  if (major >= OLDEST_NODE) return;
  throw new Problem(
    `Il faut Node.js ${OLDEST_NODE} ou plus récent ; celui-ci est en version ${process.versions.node}. Voir https://nodejs.org/`
  );
};

const npm = (...args) => {
  if (!process.env.npm_execpath) throw new Problem('Lancez cette commande par npm : npm run demo, npm test');
  return [process.env.npm_execpath, ...args];
};

const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** What npm and the compiler write last: without them, an installation was interrupted. */
const isInstalled = (root) =>
  changedAt(path.join(root, 'node_modules/.package-lock.json')) >= changedAt(path.join(root, 'package-lock.json')) &&
  existsSync(path.join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'));

const install = async (root) => {
  await runStep('Installation des dépendances (quelques minutes la première fois)', {
    args: npm('ci', '--include=dev', '--prefer-offline', '--ignore-scripts'),
    cwd: root,
    log: path.join(root, '.tmp/install.log'),
  });
};

/** Runs the installation scripts of the packages: better-sqlite3 is compiled, for a minute, where nobody has done so for this system. */
const scriptsOfPackages = (root) => ({
  args: npm('rebuild'),
  cwd: root,
  env: { JOBS: 'max', ...process.env },
  log: path.join(root, '.tmp/rebuild.log'),
});

const filesIn = (file) => {
  if (!statSync(file).isDirectory()) return /\.test\.tsx?$/.test(file) ? [] : [file];
  return readdirSync(file)
    .filter((name) => !NOT_SOURCES.has(name))
    .sort()
    .flatMap((name) => filesIn(path.join(file, name)));
};

const fingerprint = (root) => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesIn(path.join(root, source)))) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

const plugin = (root) => ({
  args: npm('run', 'build'),
  cwd: root,
  // The panel keeps the address it is built for: here, the one it is served from, whatever a `.env` says.
  env: { ...process.env, NODE_ENV: 'production', PUBLIC_URL: '', STRAPI_TELEMETRY_DISABLED: 'true' },
  log: path.join(root, '.tmp/build.log'),
});

/**
 * Installs what is not installed, or in an older version, and builds plugin, application and admin panel where a source changed
 * since they were last built, or a part is missing. The build needs no compiled package, so both take their minute side by side.
 */
export const prepare = async (root) => {
  const mark = path.join(root, '.tmp/built');
  const current = fingerprint(root);
  const isBuilt =
    existsSync(mark) &&
    readFileSync(mark, 'utf8') === current &&
    BUILT.every((file) => existsSync(path.join(root, file)));
  const wasInstalled = isInstalled(root);
  if (wasInstalled && isBuilt) return;
  if (!wasInstalled) await install(root);
  const steps = [...(wasInstalled ? [] : [scriptsOfPackages(root)]), ...(isBuilt ? [] : [plugin(root)])];
  await runStep('Compilation du plugin et du panneau d’administration (une à deux minutes)', ...steps);
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, current);
};
