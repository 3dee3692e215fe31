import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder of the application. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const require = createRequire(import.meta.url);

const BUILT = [
  {
    what: 'le plugin',
    file: 'src/plugins/rn-subscriptions/dist/server/index.js',
    command: () => [process.env.npm_execpath, 'run', 'build:plugin'],
  },
  {
    what: 'l’application',
    file: 'dist/config/server.js',
    command: () => [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'],
  },
];

const buildWhatIsMissing = () => {
  for (const { what, file, command } of BUILT) {
    if (existsSync(path.join(ROOT, file))) continue;
    console.log(`Compilation : ${what} n’est pas encore compilé…`);
    const { status, stdout, stderr } = spawnSync(process.execPath, command(), { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`La compilation de ${what} a échoué :\n${stdout}${stderr}`);
  }
};

/**
 * Loads the application without its HTTP server, for a script: the compiled app and plugin, the settings of the
 * environment and of `.env`, and a log of errors only. Nothing is mailed: what is queued waits for the server. Returns
 * Strapi; {@link closeStrapi} ends it. The admin panel is served only with `serveAdminPanel`. Throws where the build or the
 * configuration fails.
 */
export const bootStrapi = async ({ serveAdminPanel = false } = {}) => {
  // Relative file names of the configuration, the database's among them, are relative to the application.
  process.chdir(ROOT);
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
  buildWhatIsMissing();
  const { createStrapi } = require('@strapi/strapi');
  const strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist'), autoReload: false, serveAdminPanel });
  strapi.log.level = 'error';
  await strapi.load();
  return strapi;
};

/** Milliseconds without a query after which nothing is running any more. */
const QUIET = 100;

/** Ends Strapi. Its listeners still query the database after a write is committed: taking it away from them is an unhandled error. */
export const closeStrapi = async (strapi) => {
  const { pool } = strapi.db.connection.client;
  for (let quiet = 0; quiet < 2;) {
    await setTimeout(QUIET / 2);
    quiet = pool.numUsed() + pool.numPendingAcquires() === 0 ? quiet + 1 : 0;
  }
  await strapi.destroy();
};

/** The same after work that is done and stored: what fails now is said, and makes nothing of it undone. */
export const closeAfterwards = async (strapi) => {
  try {
    await closeStrapi(strapi);
  } catch (error) {
    console.error(
      `Tout est enregistré ; seule la fermeture de la base de données a échoué (${error.code ?? error.name}).`
    );
  }
};
