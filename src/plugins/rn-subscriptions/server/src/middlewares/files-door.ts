import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { withFolder } from '../strapi-seams/received-files';
import { isSignedIn } from '../requests/early-sign-in';
import { currentLocale } from '../requests/errors';
import type { StrapiContext } from '../requests/strapi-context';

type Door = 'admin' | 'content-api';

/** Where the panel sends files: new ones, and one in the place of another. */
const OF_THE_PANEL = /^\/upload(?:\/files(?:\/[^/]+\/replace)?)?\/?$/i;
const PANEL_GRANTS = ['plugin::upload.assets.create', 'plugin::upload.assets.update'];
const API_GRANT = 'plugin::upload.content-api.upload';
/** What a form adds to the file that it brings. */
const FORM_MARGIN = 64 * 1024;

/** Strapi reads bodies before it looks for a route; a HEAD or GET has none that is read. */
const doorOf = (strapi: Core.Strapi, ctx: Context): Door | null => {
  if (ctx.method !== 'POST') return null;
  if (OF_THE_PANEL.test(ctx.path)) return 'admin';
  const api = `${strapi.config.get<string>('api.rest.prefix', '/api')}/upload`.toLowerCase();
  return [api, `${api}/`].includes(ctx.path.toLowerCase()) ? 'content-api' : null;
};

/** Whether somebody is signed in who may upload; the route asks once more. Otherwise the answer says which of both is missing. */
const mayUpload = async (strapi: Core.Strapi, ctx: Context, door: Door): Promise<boolean> => {
  if (!(await isSignedIn(strapi, { ctx, door })))
    throw new errors.UnauthorizedError(answer('signIn', currentLocale(strapi)));
  if (door === 'content-api') await strapi.get('auth').verify(ctx.state.auth, { scope: [API_GRANT] });
  return door === 'content-api' || PANEL_GRANTS.some((action) => ctx.state.userAbility.can(action));
};

/**
 * Takes files only where files are sent, from somebody who may send them, and no larger than is allowed: said before
 * anything of them is read. Strapi writes every file of every request to the disk before it asks who sends it and where to.
 * What was written goes with the request.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    if (!ctx.is('multipart')) return next();
    const locale = currentLocale(strapi);
    const door = doorOf(strapi, ctx);
    if (!door) return (ctx as StrapiContext).unsupportedMediaType(answer('noFilesHere', locale));
    if (!(await mayUpload(strapi, ctx, door))) throw new errors.ForbiddenError(answer('mayNotUpload', locale));
    const largest = strapi.config.get<number>('plugin::upload.sizeLimit') + FORM_MARGIN;
    if ((ctx.request.length ?? 0) > largest) throw new errors.PayloadTooLargeError(answer('tooLarge', locale));
    return withFolder(ctx.req.headers, next);
  };
