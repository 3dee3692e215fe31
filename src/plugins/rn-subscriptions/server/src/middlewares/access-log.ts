import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/** Strapi's own line per request, without the query: what librarians search for are names, addresses and card numbers. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    const start = Date.now();
    await next();
    strapi.log.http(`${ctx.method} ${ctx.path} (${Date.now() - start} ms) ${ctx.status}`);
  };
