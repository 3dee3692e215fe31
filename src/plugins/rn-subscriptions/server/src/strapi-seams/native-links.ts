import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isDedicated } from '../installation/dedicated';
import { findAccount, type Action, type AuthController } from './auth-controller';
import { mailingPatrons } from './password-recovery';
import { signsInByDatabaseClock } from './accounts';

/**
 * users-permissions' own links: the one that confirms an address does so on a plain GET, which the scanners of mail servers
 * do, never expires and is at rest in clear; its way to ask for that mail tells who is registered; and a new password is chosen by
 * the account link alone. Closed where `dedicated`; as a guest never mailed to a patron, and the host's to the host's accounts.
 */
const closed: Action = async (ctx: Context) => ctx.notFound();

/** The link of a confirmation: none is ever mailed to a patron. */
export const emailConfirmation = (strapi: Core.Strapi, auth: AuthController): Action =>
  isDedicated(strapi) ? closed : auth.emailConfirmation;

/** The wish for one: a patron is mailed the account link, and the answer is that of an address that nobody has. */
export const sendEmailConfirmation = (strapi: Core.Strapi, auth: AuthController): Action =>
  isDedicated(strapi) ? closed : mailingPatrons(strapi, auth.sendEmailConfirmation);

/** A new password by the host's own code, which no patron is mailed. Somebody may be registered on the host's account. */
export const resetPassword = (strapi: Core.Strapi, auth: AuthController): Action => {
  if (isDedicated(strapi)) return closed;
  return async (ctx) => {
    const { code } = (ctx.request.body ?? {}) as { code?: unknown };
    const account = typeof code === 'string' && code ? await findAccount(strapi, { resetPasswordToken: code }) : null;
    if (account) await signsInByDatabaseClock(strapi, { ctx, account });
    return auth.resetPassword(ctx);
  };
};
