import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { currentLocale } from './errors';

/** The account was erased since its session was looked at: 401, as of any session of nobody's. */
export const gone = (strapi: Core.Strapi) => new errors.UnauthorizedError(answer('signIn', currentLocale(strapi)));

/** The id of the account that is signed in; an API token is nobody. Throws 401 where there is none. */
export const accountIdOf = (ctx: Context, strapi: Core.Strapi): number => {
  const isPatron = ctx.state.auth?.strategy?.name === 'users-permissions' && ctx.state.user;
  if (!isPatron) throw gone(strapi);
  return ctx.state.user.id;
};

/** The same, where somebody has proved to read the mails of its address; throws 403 where nobody has: whoever signed in may have typed somebody else's. */
export const provenAccountOf = (ctx: Context, strapi: Core.Strapi): number => {
  const id = accountIdOf(ctx, strapi);
  if (!ctx.state.user.confirmed) throw new errors.PolicyError(answer('confirmFirst', currentLocale(strapi)));
  return id;
};
