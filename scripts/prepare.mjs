import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';
import { runStep } from './processes.mjs';

const OLDEST_NODE = 20;
const SOURCES = ['package-lock.json', 'tsconfig.json', 'config', 'src'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'build', '.cache', '.strapi', '.tmp']);
const BUILT = ['dist/config/server.js', 'dist/build/index.html', 'src/plugins/rn-subscriptions/dist/server/index.js', 'src/plugins/rn-subscriptions/dist/admin/index.js'];

/** Throws {@link Problem} on a Node.js that is too old. */
export const checkNode = () => {
  const [major] = process.versions.node.split('.').map(Number);
  if (major >= OLDEST_NODE) return;
  throw new Problem(`Il faut Node.js ${OLDEST_NODE} ou plus récent ; celui-ci est en version ${process.versions.node}. Voir https://nodejs.org/`);
};

const npm = (...args) => {
  if (!process.env.npm_execpath) throw new Problem('Lancez cette commande par npm : npm run demo, npm test');
  return [process.env.npm_execpath, ...args];
};

const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** Installs the dependencies where there are none or the lock file is newer. */
export const install = async (root) => {
  // npm writes this file last: without it, an installation was interrupted.
  if (changedAt(path.join(root, 'node_modules/.package-lock.json')) >= changedAt(path.join(root, 'package-lock.json'))) return;
  await runStep('Installation des dépendances (quelques minutes la première fois)', {
    args: npm('ci', '--include=dev', '--prefer-offline'),
    cwd: root,
    // Where better-sqlite3 has no ready-made program for a system, it is compiled: on all cores.
    env: { JOBS: 'max', ...process.env },
    log: path.join(root, '.tmp/install.log'),
  });
};

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

/** Builds plugin, application and admin panel where a source changed since they were last built, or a part is missing. */
export const build = async (root) => {
  const mark = path.join(root, '.tmp/built');
  const current = fingerprint(root);
  const isBuilt = existsSync(mark) && readFileSync(mark, 'utf8') === current && BUILT.every((file) => existsSync(path.join(root, file)));
  if (isBuilt) return;
  await runStep('Compilation du plugin et du panneau d’administration (environ une minute)', {
    args: npm('run', 'build'),
    cwd: root,
    // The panel keeps the address it is built for: here, the one it is served from, whatever a `.env` says.
    env: { ...process.env, NODE_ENV: 'production', PUBLIC_URL: '', STRAPI_TELEMETRY_DISABLED: 'true' },
    log: path.join(root, '.tmp/build.log'),
  });
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, current);
};
