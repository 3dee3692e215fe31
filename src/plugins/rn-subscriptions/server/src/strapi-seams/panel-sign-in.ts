import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerOnTick } from '../sign-up/answer-on-tick';
import { getService } from '../service';
import { codeOf } from '../utils/error-code';
import { inTurn } from '../utils/in-turn';
import { compareWithNobody } from '../accounts/dummy-password';

type Action = (ctx: Context, next: () => Promise<unknown>) => Promise<unknown>;
type AuthenticationController = { login: Action; forgotPassword: Action };
type AuthService = { forgotPassword: (given: { email: string }) => Promise<unknown> };

const SIGNED_IN = 200;
const emailIn = (ctx: Context): string | null => {
  const { email } = (ctx.request.body ?? {}) as { email?: unknown };
  return typeof email === 'string' ? email.toLowerCase() : null;
};

/**
 * Lets the panel's own sign-in and forgotten password say nothing of who works here, and floods nobody: for a dedicated application, since
 * the panel is not the plugin's. Called in `register`.
 */
export const steadyPanelSignIn = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('admin::authentication', (authentication: AuthenticationController) => ({
    ...authentication,

    async login(ctx: Context, next: () => Promise<unknown>) {
      const email = emailIn(ctx);
      const { password } = (ctx.request.body ?? {}) as { password?: unknown };
      if (email === null || typeof password !== 'string') return authentication.login(ctx, next);
      const { welcome } = await getService(strapi, 'limits').admitSignIn({ door: 'panel', identifier: email });
      const compare = async () => {
        const user = await strapi.db.query('admin::user').findOne({ where: { email }, select: ['id', 'password'] });
        if (!user?.password) await compareWithNobody(strapi, password);
        const answered = await authentication.login(ctx, next);
        if (ctx.status === SIGNED_IN) await welcome();
        return answered;
      };
      return answerOnTick(() => inTurn(compare));
    },

    async forgotPassword(ctx: Context, next: () => Promise<unknown>) {
      const email = emailIn(ctx);
      if (email !== null)
        await getService(strapi, 'limits').admit({ action: 'panel-forgotten-password', address: email });
      return authentication.forgotPassword(ctx, next);
    },
  }));

  // Only a known address is written and mailed, which takes time.
  strapi.get('services').extend('admin::auth', (auth: AuthService) => ({
    ...auth,
    async forgotPassword(given: { email: string }) {
      const sent = auth
        .forgotPassword(given)
        .catch((error) =>
          strapi.log.error(`rn-subscriptions: a password link of the panel was not sent (${codeOf(error)})`)
        );
      getService(strapi, 'underWay').add(sent);
    },
  }));
};
