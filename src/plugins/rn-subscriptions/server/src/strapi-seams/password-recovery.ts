import { setTimeout } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { ALTCHA } from '../../../shared/contracts/public-requests';
import { PASSWORD, PERSON } from '../../../shared/person';
import { getService } from '../service';
import { codeOf } from '../utils/error-code';
import { accountIdOf } from '../requests/patron';
import { currentLocale, parse } from '../requests/errors';
import { requireOwnPassword } from '../accounts/own-password';

type AuthController = Record<'forgotPassword' | 'changePassword', (ctx: Context) => Promise<unknown>>;

const forgotPassword = z.strictObject({ email: PERSON.email, altcha: ALTCHA });

/** Between which times after the request a link is queued that was asked for. */
const [EARLIEST_MS, LATEST_MS] = [500, 5_000];

/** Compared with the new password, in the same form of its letters. */
const SAME = z
  .string()
  .min(1, 'required')
  .transform((password) => password.normalize('NFC'));

const changePassword = z.looseObject({
  password: PASSWORD,
  currentPassword: SAME.optional(),
  passwordConfirmation: SAME.optional(),
});

/**
 * Wraps users-permissions' own actions for passwords: « mot de passe oublié » mails an account link, and its answer tells nothing of
 * the address; a changed password follows the rules of a new one, said by field in the reader's language. Called in `register`.
 */
export const extendPasswordRecovery = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,

    async forgotPassword(ctx: Context) {
      const locale = currentLocale(strapi);
      const { email, altcha } = parse(forgotPassword, ctx.request.body, locale);
      if (getService(strapi, 'proofOfWork').isRequired()) await getService(strapi, 'proofOfWork').use(altcha);
      await getService(strapi, 'limits').admit({ action: 'forgotten-password', address: email });
      const isKnownHere = await getService(strapi, 'limits').isKnownHere({ door: 'patron', identifier: email });
      // Only a known address is written and mailed, which takes time: at a moment that is drawn, so that neither this answer nor the next tells.
      const queued = setTimeout(EARLIEST_MS + Math.random() * (LATEST_MS - EARLIEST_MS), null, { ref: false })
        .then(() => getService(strapi, 'linkRequests').queueFor({ email, language: locale, isKnownHere }))
        .catch((error) =>
          strapi.log.error(`rn-subscriptions: a mail with an account link was not queued (${codeOf(error)})`)
        );
      getService(strapi, 'underWay').add(queued);
      ctx.body = { ok: true };
    },

    async changePassword(ctx: Context) {
      const request = parse(changePassword, ctx.request.body, currentLocale(strapi));
      if (ctx.state.user)
        await requireOwnPassword(strapi, { password: request.password, account: accountIdOf(ctx, strapi) });
      ctx.request.body = request;
      return auth.changePassword(ctx);
    },
  }));
};
