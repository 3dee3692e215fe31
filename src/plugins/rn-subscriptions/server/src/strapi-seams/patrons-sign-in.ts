import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerOnTick } from '../sign-up/answer-on-tick';
import { getService } from '../service';
import { UIDS } from '../uids';
import { inTurn } from '../utils/in-turn';
import { compareWithNobody } from '../accounts/dummy-password';

type AuthController = { callback: (ctx: Context) => Promise<unknown> };
type Given = { identifier?: unknown; password?: unknown };

/**
 * Lets a sign-in with a password say nothing of an address but by the right password: users-permissions compares one only where there is an
 * account. Its answers leave on the beat, after as much work for every address, and within limits that all servers share. A password
 * is compared in one form of its letters (NFC), whichever keyboard typed it. Called in `register`.
 */
export const steadySignIn = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,
    async callback(ctx: Context) {
      const given: Given = ctx.request.body ?? {};
      const { identifier, password } = given;
      const isLocal = (ctx.params.provider || 'local') === 'local';
      if (!isLocal || typeof identifier !== 'string' || typeof password !== 'string') return auth.callback(ctx);
      ctx.request.body = { ...given, password: password.normalize('NFC') };
      if (ctx.state.openedByLink === true) {
        // Whoever reads the mails of the address has just chosen this password: no stranger's guesses keep them out.
        await getService(strapi, 'limits').welcome({ door: 'patron', identifier });
        return auth.callback(ctx);
      }
      const { welcome } = await getService(strapi, 'limits').admitSignIn({ door: 'patron', identifier });
      const compare = async () => {
        const where = { provider: 'local', $or: [{ email: identifier.toLowerCase() }, { username: identifier }] };
        const account = await strapi.db.query(UIDS.account).findOne({ where, select: ['password'] });
        if (!account?.password) await compareWithNobody(strapi, password);
        const answered = await auth.callback(ctx);
        await welcome();
        return answered;
      };
      return answerOnTick(() => inTurn(compare));
    },
  }));
};
