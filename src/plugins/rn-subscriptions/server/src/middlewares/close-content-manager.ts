import type { Context, Next } from 'koa';
import { HIDDEN_UIDS } from '../utils';

/** What the Content Manager's own relation pickers send; `populate` and `fields` are not among it. */
const PICKER_PARAMETERS = ['page', 'pageSize', '_q', '_filter', 'id', 'idsToOmit', 'idsToInclude', 'locale', 'status'];

/** `/content-manager/<collection-types, single-types or relations>/<type>/…` of a type that the Content Manager must not serve. */
const servesHiddenType = (path: string) => {
  const [, , route, uid = ''] = path.split('/');
  return HIDDEN_UIDS.includes(uid) || (['collection-types', 'single-types', 'relations'].includes(route) && uid.startsWith('admin::'));
};

/**
 * Closes the ways round our own routes. The Content Manager serves hidden content types to whoever holds a grant for
 * them, super admins from the start: registrations, their history and their mails answer 404 there. So do admin users
 * and roles, whose names an editor's pickers need: filters and sorting by `password` would spell out its hash. And the
 * pickers pass `fields` and `populate` on unsanitised: `?populate=*` showed those hashes.
 */
export const closeContentManager = (ctx: Context, next: Next) => {
  const path = decodeURIComponent(ctx.path).toLowerCase();
  if (!path.startsWith('/content-manager/')) return next();
  if (servesHiddenType(path)) {
    ctx.status = 404;
    return undefined;
  }
  if (path.startsWith('/content-manager/relations/')) {
    const parameters = new URLSearchParams(ctx.querystring);
    for (const name of [...parameters.keys()]) {
      if (!PICKER_PARAMETERS.includes(name.split('[')[0])) parameters.delete(name);
    }
    ctx.querystring = parameters.toString();
  }
  return next();
};
