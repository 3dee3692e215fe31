import type { Core, UID } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { PLUGIN_ID } from '../../../shared/permissions';
import { isDedicated } from '../installation/dedicated';
import { EVERYBODYS_ROLES, ROLES } from '../installation/roles';
import { isSignedIn } from '../requests/early-sign-in';
import { HIDDEN_UIDS, UIDS } from '../uids';
import { decodedPath } from '../utils/own-path';

/** What the Content Manager's own relation pickers send; `populate` and `fields` are not among it. */
const PICKER_PARAMETERS = ['page', 'pageSize', '_q', '_filter', 'id', 'idsToOmit', 'idsToInclude', 'locale', 'status'];

const isOwn = (uid = '') => uid.startsWith(`plugin::${PLUGIN_ID}.`);

/** Whether a path leads to the lists of admin users or roles. */
const isOfAdmins = (path: string): boolean => {
  const [, , route, uid = ''] = path.split('/');
  return ['collection-types', 'relations'].includes(route) && uid.startsWith('admin::');
};

/** `/content-manager/<collection-types, single-types, relations or another>/<type>/…` that the Content Manager must not serve. */
const isClosed = (strapi: Core.Strapi, path: string) => {
  const [, , route, uid = ''] = path.split('/');
  if (HIDDEN_UIDS.includes(uid)) return true;
  if (route === 'single-types')
    return (isDedicated(strapi) || isOwn(uid)) && strapi.contentTypes[uid as UID.ContentType]?.kind !== 'singleType';
  return isDedicated(strapi) && isOfAdmins(path);
};

/** Whether an editor asks, and no super admin: the grants that an editor's pickers need on admin users and roles open their lists as well. */
const isEditor = async (strapi: Core.Strapi, ctx: Context): Promise<boolean> => {
  if (!(await isSignedIn(strapi, { ctx, door: 'admin' }))) return false;
  const codes = (ctx.state.user.roles as { code: string }[]).map(({ code }) => code);
  return codes.includes(ROLES.editor.code) && !codes.includes('strapi-super-admin');
};

/** Whether a picker (`/content-manager/relations/<type>/…`) shows what is ours, or leads to it. */
const isOurPicker = (strapi: Core.Strapi, path: string): boolean => {
  const [, , , uid = '', ...rest] = path.split('/');
  const { attributes = {} } = (strapi.getModel(uid as UID.ContentType) ?? {}) as {
    attributes?: Record<string, { target?: string }>;
  };
  const targets = Object.entries(attributes).filter(([name]) => rest.includes(name.toLowerCase()));
  return isDedicated(strapi) || isOwn(uid) || targets.some(([, { target }]) => isOwn(target));
};

const ROLES_OF_LIBRARIES = `/content-manager/relations/${UIDS.mediatheque}/roles`;

const everybodysRoles = (strapi: Core.Strapi): Promise<{ id: number }[]> =>
  strapi.db.query('admin::role').findMany({ where: { code: { $in: EVERYBODYS_ROLES } }, select: ['id'] });

/**
 * Closes the ways round our own routes. The Content Manager serves hidden content types to whoever holds a grant for
 * them, super admins from the start: registrations, their history and their mails answer 404 there. So do, where `dedicated`, admin
 * users and roles, whose names an editor's pickers need: their lists would be searched as well; elsewhere they are refused to editors
 * alone. A collection is served by the routes of single types too, past the form, and a change made there throws where nobody catches
 * it. And the pickers pass `fields` and `populate` on unsanitised: `?populate=*` showed hashes of passwords.
 */
export const closeContentManager = (strapi: Core.Strapi) => async (ctx: Context, next: Next) => {
  const path = decodedPath(ctx.path);
  if (path === null ? !isDedicated(strapi) : !path.startsWith('/content-manager/')) return next();
  if (path === null || isClosed(strapi, path)) {
    ctx.status = 404;
    return undefined;
  }
  if (isOfAdmins(path) && (await isEditor(strapi, ctx))) {
    ctx.status = 403;
    return undefined;
  }
  if (path.startsWith('/content-manager/relations/') && isOurPicker(strapi, path)) {
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
