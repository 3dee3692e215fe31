import type { Context } from 'koa';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';

/** What the website's page needs of the npm package, by the name it asks for. */
const FILES: Record<string, string> = { 'altcha.js': 'lib/index.min.js', 'pbkdf2.js': 'workers/pbkdf2.js' };

/** Serves ALTCHA's own files beside the website's page, so that a visitor's browser asks no other host. Called in `register`. */
export const serveAltcha = (strapi: Core.Strapi): void => {
  const folder = path.resolve(require.resolve('altcha'), '../..');
  const routes = Object.entries(FILES).map(([name, file]) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return {
      method: 'GET' as const,
      path: `/inscription/altcha/${name}`,
      handler: (ctx: Context) => {
        ctx.type = 'text/javascript';
        ctx.set('Cache-Control', 'public, max-age=3600');
        ctx.body = text;
      },
      config: { auth: false as const },
    };
  });
  strapi.server.routes(routes);
};
