import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

type AuthController = Record<string, (ctx: Context) => Promise<unknown>>;

/**
 * Closes users-permissions' own links: the one that confirms an address does so on a plain GET, which the scanners of mail servers
 * do, never expires and is at rest in clear; its way to ask for that mail tells who is registered; and a new password is chosen by
 * the account link alone. Called in `register`.
 */
export const closeNativeLinks = (strapi: Core.Strapi): void => {
  const closed = async (ctx: Context) => ctx.notFound();
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,
    emailConfirmation: closed,
    sendEmailConfirmation: closed,
    resetPassword: closed,
  }));
};
