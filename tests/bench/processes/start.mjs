import { createRequire } from 'node:module';
import path from 'node:path';

// Starts an application (its folder is the argument) as `strapi start` does, up to where it answers, says how long that took
// from the start of the process, in milliseconds, and ends.

const [folder] = process.argv.slice(2);
process.chdir(folder);
process.env.PORT = '0';
const { createStrapi } = createRequire(path.join(folder, 'package.json'))('@strapi/strapi');
const strapi = createStrapi({
  appDir: folder,
  distDir: path.join(folder, 'dist'),
  autoReload: false,
  serveAdminPanel: false,
});
strapi.log.level = 'error';
await strapi.load();
strapi.server.mount();
await new Promise((resolve) =>
  strapi.server.httpServer.removeAllListeners('listening').listen(0, '127.0.0.1', resolve)
);
process.send({ ready: process.uptime() * 1000 });
