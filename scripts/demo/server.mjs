import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../boot.mjs';

// Strapi as a child of the demo: it ends when the demo says so, and also when the demo is gone without a word.
const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');
const strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist'), autoReload: false });

const stop = () => strapi.destroy().finally(() => process.exit(0));
process.once('disconnect', stop);
process.once('SIGTERM', stop);

await strapi.start();
