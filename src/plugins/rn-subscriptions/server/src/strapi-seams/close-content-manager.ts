import type { Core, UID } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { EVERYBODYS_ROLES } from '../installation/roles';
import { HIDDEN_UIDS, UIDS } from '../uids';

/** What the Content Manager's own relation pickers send; `populate` and `fields` are not among it. */
const PICKER_PARAMETERS = ['page', 'pageSize', '_q', '_filter', 'id', 'idsToOmit', 'idsToInclude', 'locale', 'status'];

/** `/content-manager/<collection-types, single-types, relations or another>/<type>/…` that the Content Manager must not serve. */
const isClosed = (strapi: Core.Strapi, path: string) => {
  const [, , route, uid = ''] = path.split('/');
  if (HIDDEN_UIDS.includes(uid)) return true;
  if (route === 'single-types') return strapi.contentTypes[uid as UID.ContentType]?.kind !== 'singleType';
  return ['collection-types', 'relations'].includes(route) && uid.startsWith('admin::');
};

const ROLES_OF_LIBRARIES = `/content-manager/relations/${UIDS.mediatheque}/roles`;

const everybodysRoles = (strapi: Core.Strapi): Promise<{ id: number }[]> =>
  strapi.db.query('admin::role').findMany({ where: { code: { $in: EVERYBODYS_ROLES } }, select: ['id'] });

/** The path as the router reads it; null where it cannot be read, or holds a NUL, which PostgreSQL throws at. */
const decoded = (path: string): string | null => {
  try {
    const text = decodeURIComponent(path).toLowerCase();
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
};

/**
 * Closes the ways round our own routes. The Content Manager serves hidden content types to whoever holds a grant for
 * them, super admins from the start: registrations, their history and their mails answer 404 there. So do admin users
 * and roles, whose names an editor's pickers need: their lists would be searched as well. A collection is served by the
 * routes of single types too, past the form, and a change made there throws where nobody catches it. And the pickers
 * pass `fields` and `populate` on unsanitised: `?populate=*` showed hashes of passwords.
 */
export const closeContentManager = (strapi: Core.Strapi) => async (ctx: Context, next: Next) => {
  const path = decoded(ctx.path);
  if (path !== null && !path.startsWith('/content-manager/')) return next();
  if (path === null || isClosed(strapi, path)) {
    ctx.status = 404;
    return undefined;
  }
  if (path.startsWith('/content-manager/relations/')) {
    const parameters = new URLSearchParams(ctx.querystring);
    for (const name of [...parameters.keys()]) {
      if (!PICKER_PARAMETERS.includes(name.split('[')[0])) parameters.delete(name);
    }
    // A library's picker of roles does not offer those that are refused when it is saved.
    if (path === ROLES_OF_LIBRARIES)
      for (const { id } of await everybodysRoles(strapi)) parameters.append('idsToOmit[]', String(id));
    ctx.querystring = parameters.toString();
  }
  return next();
};
