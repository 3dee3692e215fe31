import type { Context, Next } from 'koa';

/** What the Content Manager's own relation pickers send; `populate` and `fields` are not among it. */
const ALLOWED = ['page', 'pageSize', '_q', '_filter', 'id', 'idsToOmit', 'idsToInclude', 'locale', 'status'];

/**
 * Keeps an editor of libraries from reading, through the relation pickers, what no grant gives: those routes pass
 * `fields` and `populate` on unsanitised, and `?populate=*` showed the password hashes of admin users.
 */
export const closeRelationRoutes = (ctx: Context, next: Next) => {
  if (ctx.path.toLowerCase().startsWith('/content-manager/relations/')) {
    const parameters = new URLSearchParams(ctx.querystring);
    for (const name of [...parameters.keys()]) {
      if (!ALLOWED.includes(name.split('[')[0])) parameters.delete(name);
    }
    ctx.querystring = parameters.toString();
  }
  return next();
};
