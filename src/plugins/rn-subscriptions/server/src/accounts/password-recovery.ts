import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { PASSWORD, PERSON } from '../../../shared/person';
import { errorCodeOf } from '../mail/retry';
import { getService, UIDS } from '../utils';
import { currentLocale, invalid, parse } from '../utils/problems';

/** How long the link of a mail opens, in hours; the mail says so too. */
export const LINK_HOURS = 24;
const HOUR = 60 * 60 * 1000;

type AuthController = Record<'forgotPassword' | 'resetPassword' | 'changePassword', (ctx: Context) => Promise<unknown>>;

const forgotPassword = z.strictObject({ email: PERSON.email });

const resetPassword = z
  .strictObject({
    code: z.string().min(1, 'required').regex(/^[0-9a-f]{128}$/, 'goneLink'),
    password: PASSWORD,
    passwordConfirmation: z.string().min(1, 'required'),
  })
  .refine(({ password, passwordConfirmation }) => password === passwordConfirmation, {
    path: ['passwordConfirmation'],
    error: 'passwordsDiffer',
  });

const changePassword = z.looseObject({ password: PASSWORD });

/**
 * Wraps users-permissions' own actions for passwords: the answer to « mot de passe oublié » tells nothing of the
 * address, a link ends after {@link LINK_HOURS} hours, a new password follows the rules of the sign-up, and problems
 * are said by field in the reader's language. Called in `register`.
 */
export const extendPasswordRecovery = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => {
    const mailLink = async (ctx: Context, email: string) => {
      const isKnown = (await strapi.db.query(UIDS.account).count({ where: { email } })) > 0;
      if (isKnown && (await getService(strapi, 'limits').secondsToNextMail(email)) === 0) await auth.forgotPassword(ctx);
    };

    return {
      ...auth,

      async forgotPassword(ctx: Context) {
        const request = parse(forgotPassword, ctx.request.body, currentLocale(strapi));
        ctx.request.body = request;
        await getService(strapi, 'limits').admit({ action: 'forgotten-password', address: request.email });
        // Only a known address is written and mailed, which takes time and may fail: whoever asks has the answer by then.
        ctx.res.once('close', () => {
          mailLink(ctx, request.email).catch((error) => {
            // The code only: an SMTP answer repeats the address it refuses.
            strapi.log.warn(`rn-subscriptions: a mail with a password link was not sent: ${errorCodeOf(error)}`);
          });
        });
        ctx.body = { ok: true };
      },

      async resetPassword(ctx: Context) {
        const locale = currentLocale(strapi);
        const request = parse(resetPassword, ctx.request.body, locale);
        const oldest = new Date(Date.now() - LINK_HOURS * HOUR);
        const where = { resetPasswordToken: request.code, blocked: { $ne: true }, passwordLinkSentAt: { $gte: oldest } };
        const account = await strapi.db.query(UIDS.account).findOne({ where, select: ['id'] });
        if (!account) throw invalid([{ field: 'code', code: 'goneLink' }], locale);
        // Whoever has the code reads the mails of this address.
        await strapi.db.query(UIDS.account).update({ where: { id: account.id }, data: { confirmed: true, confirmationSentAt: null } });
        return auth.resetPassword(ctx);
      },

      async changePassword(ctx: Context) {
        parse(changePassword, ctx.request.body, currentLocale(strapi));
        return auth.changePassword(ctx);
      },
    };
  });
};
