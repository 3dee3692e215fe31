import { once } from 'node:events';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { PASSWORD, PERSON } from '../../../shared/person';
import { getService } from '../utils';
import { codeOf } from '../utils/error-code';
import { currentLocale, invalid, parse } from '../utils/problems';
import { TOKEN } from './mailed-link';

type AuthController = Record<'forgotPassword' | 'resetPassword' | 'changePassword', (ctx: Context) => Promise<unknown>>;

const forgotPassword = z.strictObject({ email: PERSON.email, altcha: z.string().max(4000, 'tooLong').optional() });

/** Compared with the new password, in the same form of its letters. */
const SAME = z.string().min(1, 'required').transform((password) => password.normalize('NFC'));

const resetPassword = z
  .strictObject({
    code: z.string().min(1, 'required').regex(TOKEN, 'goneLink'),
    password: PASSWORD,
    passwordConfirmation: SAME,
  })
  .refine(({ password, passwordConfirmation }) => password === passwordConfirmation, {
    path: ['passwordConfirmation'],
    error: 'passwordsDiffer',
  });

const changePassword = z.looseObject({ password: PASSWORD, currentPassword: SAME.optional(), passwordConfirmation: SAME.optional() });

/**
 * Wraps users-permissions' own actions for passwords: the answer to « mot de passe oublié » tells nothing of the
 * address, its mail is one of our queue, and problems are said by field in the reader's language, new passwords following
 * the rules of the sign-up. Called in `register`.
 */
export const extendPasswordRecovery = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,

    async forgotPassword(ctx: Context) {
      const locale = currentLocale(strapi);
      const { email, altcha } = parse(forgotPassword, ctx.request.body, locale);
      if (getService(strapi, 'proofOfWork').isRequired()) await getService(strapi, 'proofOfWork').use(altcha);
      await getService(strapi, 'limits').admit({ action: 'forgotten-password', address: email });
      // Only a known address is written, which takes time: whoever asks has the answer by then.
      const answered = ctx.res.closed ? Promise.resolve() : once(ctx.res, 'close');
      const queued = answered
        .then(() => getService(strapi, 'passwordLinks').queueFor(email, locale))
        .catch((error) => strapi.log.error(`rn-subscriptions: a mail with a password link was not queued (${codeOf(error)})`));
      getService(strapi, 'underWay').add(queued);
      ctx.body = { ok: true };
    },

    async resetPassword(ctx: Context) {
      const locale = currentLocale(strapi);
      await getService(strapi, 'limits').admit({ action: 'new-password' });
      const request = parse(resetPassword, ctx.request.body, locale);
      const code = await getService(strapi, 'passwordLinks').open(request.code);
      if (!code) throw invalid([{ field: 'code', code: 'goneLink' }], locale);
      ctx.request.body = { ...request, code };
      return auth.resetPassword(ctx);
    },

    async changePassword(ctx: Context) {
      ctx.request.body = parse(changePassword, ctx.request.body, currentLocale(strapi));
      return auth.changePassword(ctx);
    },
  }));
};
