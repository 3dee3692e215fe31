// Starts the built application once without the plugin, with Strapi's own `forceMigration`, as a host does whose plugin fails to load
// before its settings are mended; ends with 0 where Strapi started.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { applicationWithoutPlugin } from '../bench/without-plugin.mjs';

const { folder, remove } = applicationWithoutPlugin();
try {
  appendFileSync(
    path.join(folder, 'dist/config/database.js'),
    '\nconst ours = exports.default;\nexports.default = (input) => ({ ...ours(input), settings: {} });\n'
  );
  process.chdir(folder);
  const { createStrapi } = createRequire(path.join(folder, 'package.json'))('@strapi/strapi');
  const strapi = createStrapi({
    appDir: folder,
    distDir: path.join(folder, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  });
  await strapi.load();
  await strapi.destroy();
} finally {
  remove();
}
process.exit(0);
