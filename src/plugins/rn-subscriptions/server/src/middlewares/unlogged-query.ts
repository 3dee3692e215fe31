import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { isOwnRequest } from '../requests/own-requests';

/**
 * Takes the query from the address of a request of the plugin's once it is answered, before the host's log writes it down: what librarians
 * search for are names, addresses and card numbers. Stands right behind `strapi::logger`, which writes last.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    try {
      await next();
    } finally {
      if (isOwnRequest(strapi, ctx)) ctx.url = ctx.path;
    }
  };
