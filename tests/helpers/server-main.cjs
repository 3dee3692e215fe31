// A server of its own, for tests of several: says "ready" to its parent, and ends as a server does.
const path = require('node:path');
const { createStrapi } = require('@strapi/strapi');

const ROOT = path.resolve(__dirname, '../..');

const main = async () => {
  const strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist'), autoReload: false, serveAdminPanel: false });
  strapi.log.level = 'error';
  await strapi.load();
  await strapi.listen();
  process.send('ready');
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
