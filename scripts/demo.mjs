import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { environment } from './demo/environment.mjs';
import { startInbox } from './demo/inbox.mjs';
import { checkPort, portOf } from './demo/ports.mjs';
import { checkNode, prepare } from './prepare.mjs';
import { Problem } from './problem.mjs';
import { runStep, start, stopAll, tailOf } from './processes.mjs';
import { screen } from './demo/screen.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = path.join(ROOT, '.tmp/demo');
const LOG = path.join(ROOT, '.tmp/demo-strapi.log');
/** How long Strapi may take to answer, in milliseconds. */
const PATIENCE = 120_000;

const USAGE = `Usage : npm run demo -- [--reset]

  --reset       efface les données de la démonstration et repart de zéro
  PORT          port du site et du panneau d’administration (1337)
  INBOX_PORT    port de la boîte aux lettres (1080)`;

const script = (name) => path.join(ROOT, 'scripts/demo', name);

const readOptions = () => {
  try {
    return parseArgs({
      options: { reset: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    }).values;
  } catch {
    throw new Problem(`Option inconnue.\n\n${USAGE}`);
  }
};

let stopping = null;
/** Strapi ends first; the inbox, which writes each mail down before it accepts it, ends with this process. */
const stop = (exitCode) => {
  stopping ??= stopAll().then(() => process.exit(exitCode));
  return stopping;
};

const seed = async (env) => {
  const mark = path.join(FOLDER, 'seeded');
  if (existsSync(mark)) return;
  // Without the mark, a first start was interrupted: half a demo is none.
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${env.DATABASE_FILENAME}${end}`, { force: true });
  await runStep('Création des médiathèques, des usagers et des comptes', {
    args: [script('seed.mjs')],
    cwd: ROOT,
    env,
    log: path.join(ROOT, '.tmp/demo-seed.log'),
  });
  writeFileSync(mark, '');
};

const isHealthy = async (port) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/_health`)).ok;
  } catch {
    return false;
  }
};

const startStrapi = async ({ env, port }) => {
  const strapi = start({ args: [script('server.mjs')], cwd: ROOT, env, log: LOG, channel: true });
  let hasEnded = false;
  strapi.ended.then(() => {
    hasEnded = true;
    if (stopping) return;
    console.error(`\nStrapi s’est arrêté.\n${tailOf(LOG)}`);
    stop(1);
  });
  const begin = Date.now();
  while (!hasEnded && !(await isHealthy(port))) {
    if (Date.now() - begin > PATIENCE) throw new Problem(`Strapi ne répond pas.\n${tailOf(LOG)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return !hasEnded;
};

const main = async () => {
  checkNode();
  const { reset, help } = readOptions();
  if (help) {
    console.log(USAGE);
    return stop(0);
  }
  const port = portOf('PORT', 1337);
  const inboxPort = portOf('INBOX_PORT', 1080);
  if (port === inboxPort) throw new Problem('PORT et INBOX_PORT doivent être différents.');
  await checkPort('PORT', port);
  await checkPort('INBOX_PORT', inboxPort);
  if (reset) rmSync(FOLDER, { recursive: true, force: true });

  console.log('\n  Démonstration : inscriptions aux ressources numériques');
  await prepare(ROOT);
  const smtpPort = await startInbox({ port: inboxPort, folder: FOLDER });
  const env = environment({ folder: FOLDER, port, smtpPort });
  await seed(env);
  if (await startStrapi({ env, port })) console.log(screen({ port, inboxPort }));
};

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    if (!stopping) console.log('\n  Arrêt de la démonstration…');
    stop(0);
  });
}

main().catch((error) => {
  if (stopping) return;
  console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
  stop(1);
});
