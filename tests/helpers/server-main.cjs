// A server of its own, for tests of several: says "ready" to its parent, does what it is told, and ends as a server does.
const path = require('node:path');
const { createStrapi } = require('@strapi/strapi');
const { setClock } = require('./clock.cjs');
const { forgetSearchPath } = require('./search-path.cjs');

const ROOT = path.resolve(__dirname, '../..');

const main = async () => {
  const strapi = createStrapi({
    appDir: ROOT,
    distDir: path.join(ROOT, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  });
  forgetSearchPath(strapi);
  await strapi.load();
  process.on('message', async ({ clock }) => {
    setClock(clock);
    await strapi.plugin('rn-subscriptions').service('clock').ask();
    strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    process.send('set');
  });
  await strapi.listen();
  process.send('ready');
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
