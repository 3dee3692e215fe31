import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { isOwnRequest } from '../requests/own-requests';

/** Strapi reads no body of a DELETE; « supprimer mon compte » brings the password in one. `config` is that of the host's `strapi::body`. */
export default (config: object, { strapi }: { strapi: Core.Strapi }) => {
  const read = strapi.middleware('strapi::body')(
    { ...config, multipart: false, parsedMethods: ['DELETE'] },
    { strapi }
  );
  return (ctx: Context, next: Next) =>
    ctx.method === 'DELETE' && isOwnRequest(strapi, ctx) ? read?.(ctx as never, next) : next();
};
