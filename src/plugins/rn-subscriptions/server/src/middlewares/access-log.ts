import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/** Where the `#` of a mailed link stands in a path, once a mail system has encoded it, or has twice: a token follows. */
const ENCODED_HASH = /%(?:25)*23.*$/i;

/** Strapi's own line per request, without the query: what librarians search for are names, addresses and card numbers. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    const start = Date.now();
    await next();
    strapi.log.http(`${ctx.method} ${ctx.path.replace(ENCODED_HASH, '%23…')} (${Date.now() - start} ms) ${ctx.status}`);
  };
