import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FINDINGS } from './words.mjs';

const PLUGIN_ID = 'rn-subscriptions';
const SERVER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist/server/index.js');

/** What ends a command early: the findings that say why. */
export class Unfit extends Error {
  constructor(findings) {
    super('unfit');
    this.findings = findings;
  }
}

/** An error as one sentence: its first line, or the code where it is the database's, whose words repeat values. */
const sentenceOf = (error) =>
  String(error?.message ?? error)
    .split('\n')[0]
    .slice(0, 300);
const isDatabaseAway = (error) => /^(E[A-Z]+|28\w{3}|3D\w{3}|57\w{3})$/.test(error?.code ?? '');
const asUnfit = (error) => {
  if (error instanceof Unfit) return error;
  if (Array.isArray(error?.findings)) return new Unfit(error.findings);
  return new Unfit([
    isDatabaseAway(error) ? FINDINGS.databaseAway(error.code) : FINDINGS.cannotLoad(sentenceOf(error)),
  ]);
};
const unfit = async (work) => {
  try {
    return await work();
  } catch (error) {
    throw asUnfit(error);
  }
};

/** Where the project's compiled code is; that of TypeScript is compiled where it never was, and otherwise taken as it was built. */
const builtIn = async (folder, { compileStrapi }) => {
  if (!existsSync(path.join(folder, 'tsconfig.json'))) return folder;
  const built = path.join(folder, 'dist');
  return existsSync(path.join(built, 'config')) ? built : (await compileStrapi({ appDir: folder })).distDir;
};

/** Loads the project in this folder as far as its settings; connects to nothing. Throws {@link Unfit}. */
const readSettings = async (folder) => {
  const requireThere = createRequire(path.join(folder, 'package.json'));
  if (!existsSync(path.join(folder, 'package.json'))) throw new Unfit([FINDINGS.noProject(folder)]);
  let strapiPackage;
  try {
    strapiPackage = requireThere('@strapi/strapi');
  } catch (error) {
    throw new Unfit([
      error.code === 'MODULE_NOT_FOUND' ? FINDINGS.noProject(folder) : FINDINGS.cannotLoad(sentenceOf(error)),
    ]);
  }
  if (!existsSync(SERVER)) throw new Unfit([FINDINGS.noBuild(path.relative(folder, SERVER))]);
  const plugin = createRequire(import.meta.url)(SERVER);
  const strapi = await unfit(async () =>
    strapiPackage.createStrapi({
      appDir: folder,
      distDir: await builtIn(folder, strapiPackage),
      autoReload: false,
      serveAdminPanel: false,
    })
  );
  return { strapi, plugin: plugin.default ?? plugin };
};

/** Keeps what Strapi, its plugins and the settings of the project say by the way off the output, which is the command's alone. */
const quietly = async (work) => {
  const write = process.stdout.write;
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
};

/**
 * Loads the Strapi project in this folder without starting it: its settings, its plugins, and the description of its database, of which
 * nothing is written; even one that the plugin would not start in, where it `isBeingTakenOut`. `isDescribed`: whether there is a database, so that it can be asked. Throws {@link Unfit} with what keeps it from that.
 */
export const loadHost = (folder, { isBeingTakenOut = false } = {}) => {
  process.chdir(folder);
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
  return quietly(() => load(folder, isBeingTakenOut));
};

const load = async (folder, isBeingTakenOut) => {
  const { strapi, plugin } = await readSettings(folder);
  const early = plugin.services.doctor({ strapi }).beforeLoading();
  if (early.length > 0) throw new Unfit(early);
  strapi.config.set('rn-subscriptions.isBeingTakenOut', isBeingTakenOut);
  await unfit(() => strapi.register());
  if (!strapi.plugin(PLUGIN_ID)) throw new Unfit([FINDINGS.notEnabled()]);
  const service = (name) => strapi.plugin(PLUGIN_ID).service(name);
  const isDescribed = service('doctor').hasDatabase();
  if (isDescribed) await unfit(() => describeDatabase(strapi));
  return { strapi, service, isDescribed };
};

/** Has Strapi read what its tables are called, and stop before it writes the first. */
const describeDatabase = async (strapi) => {
  const enough = new Error('enough');
  strapi.hook('strapi::content-types.beforeSync').call = async () => {
    throw enough;
  };
  await strapi.bootstrap().catch((error) => {
    if (error !== enough) throw error;
  });
};
