import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { answerOnTick } from '../sign-up/answer-on-tick';
import { getService } from '../service';
import { inTurn } from '../utils/in-turn';
import { compareWithNobody } from '../accounts/dummy-password';
import { isPatronsByMaking } from '../accounts/patrons-account';
import { signsInByDatabaseClock } from './accounts';
import { findAccount, type Action, type AuthController, type NamedAccount } from './auth-controller';

type Given = { identifier: string; password: string };

const isGiven = (given: { identifier?: unknown; password?: unknown }): given is Given =>
  typeof given.identifier === 'string' && typeof given.password === 'string';

/**
 * Lets a sign-in with a password say nothing of an address but by the right password: users-permissions compares one only where there is an
 * account. Its answers leave on the beat, after as much work for every address, and within limits that all servers share. A password
 * is compared in one form of its letters (NFC), whichever keyboard typed it. As a guest for patrons, and for addresses that nobody has, so
 * that the two are not told apart; accounts of the host sign in as ever.
 */
export const signIn = (strapi: Core.Strapi, auth: AuthController): Action => {
  const steadied = async (ctx: Context, { identifier, password }: Given, account: NamedAccount | null) => {
    const { welcome } = await getService(strapi, 'limits').admitSignIn({ door: 'patron', identifier });
    const compare = async () => {
      if (!account?.password) await compareWithNobody(strapi, password);
      const answered = await auth.callback(ctx);
      await welcome();
      return answered;
    };
    return answerOnTick(() => inTurn(compare));
  };

  return async (ctx) => {
    const given: Partial<Given> = ctx.request.body ?? {};
    const isLocal = (ctx.params.provider || 'local') === 'local';
    if (!isLocal || !isGiven(given)) return auth.callback(ctx);
    const { identifier, password } = given;
    const account = await findAccount(strapi, {
      provider: 'local',
      $or: [{ email: identifier.toLowerCase() }, { username: identifier }],
    });
    if (account) await signsInByDatabaseClock(strapi, { ctx, account });
    const isByLink = ctx.state.openedByLink === true;
    if (!isByLink && account && !isPatronsByMaking(strapi, account)) return auth.callback(ctx);
    // Half a character sends bcryptjs into a loop that ends the process; in the words of a wrong password.
    if (!password.isWellFormed()) throw new errors.ValidationError('Invalid identifier or password');
    ctx.request.body = { ...given, password: password.normalize('NFC') };
    if (!isByLink) return steadied(ctx, given, account);
    // Whoever reads the mails of the address has just chosen this password: no stranger's guesses keep them out.
    await getService(strapi, 'limits').welcome({ door: 'patron', identifier });
    return auth.callback(ctx);
  };
};
