import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

type AuthController = Record<string, (ctx: Context) => Promise<unknown>>;

/**
 * Closes users-permissions' own confirmation of addresses: its link confirms on a plain GET, which the scanners of mail
 * servers do, never expires and is at rest in clear; and its way to ask for a mail tells who is registered. Called in `register`.
 */
export const closeNativeConfirmation = (strapi: Core.Strapi): void => {
  const closed = async (ctx: Context) => ctx.notFound();
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,
    emailConfirmation: closed,
    sendEmailConfirmation: closed,
  }));
};
