import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { onTheBeat } from '../sign-up/on-the-beat';

type AuthController = { callback: (ctx: Context) => Promise<unknown> };

/**
 * Lets answers to a sign-in leave on the beat: users-permissions compares the password only where the address has an
 * account, so that the time of a refusal would tell who is registered. Called in `register`.
 */
export const steadySignIn = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,
    callback: (ctx: Context) => onTheBeat(() => auth.callback(ctx)),
  }));
};
