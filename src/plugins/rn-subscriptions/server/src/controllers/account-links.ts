import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { z } from 'zod';
import type {
  AccountLinkAnswer,
  ErasedAnswer,
  MessageAnswer,
  OpenedOnlyAnswer,
} from '../../../shared/contracts/public';
import { LINK_OPENINGS, LINK_PROOFS } from '../../../shared/contracts/public-requests';
import { answer } from '../../../shared/messages/answers';
import type { Proof } from '../accounts/account-links';
import { getService } from '../service';
import { accountIdOf } from '../requests/patron';
import { currentLocale, parse } from '../requests/errors';
import { codeOf } from '../utils/error-code';

type Opening = z.output<(typeof LINK_OPENINGS)[keyof typeof LINK_OPENINGS]>;

/** What a link shows itself by; asked first, so that what is missing is said of that alone. */
const shownBy = (body: unknown) => (typeof body === 'object' && body !== null && 'code' in body ? 'byCode' : 'byToken');

export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** So many an hour from one client, and so many codes for one address. */
  const admit = async (proof: Proof) => {
    if ('token' in proof) return getService(strapi, 'limits').admit({ action: 'account-link' });
    return getService(strapi, 'limits').admit({ action: 'account-code', address: proof.email });
  };

  return {
    async read(ctx: Context): Promise<AccountLinkAnswer> {
      const { body } = ctx.request;
      const proof = parse<Proof>(LINK_PROOFS[shownBy(body)], body, currentLocale(strapi));
      await admit(proof);
      return { data: await getService(strapi, 'accountLinks').read(proof) };
    },

    async open(ctx: Context): Promise<ErasedAnswer | OpenedOnlyAnswer | void> {
      const locale = currentLocale(strapi);
      const { body } = ctx.request;
      const { password, people, ...proof } = parse<Opening>(LINK_OPENINGS[shownBy(body)], body, locale);
      await admit(proof);
      const identifier = await getService(strapi, 'accountOpening').open({ proof, password, people });
      if (!identifier) return { data: { erased: true, message: answer('allErased', locale) } };
      // Signed in by users-permissions itself, however it keeps its sessions.
      ctx.request.body = { identifier, password };
      ctx.params.provider = 'local';
      ctx.state.openedByLink = true;
      try {
        await strapi.controller('plugin::users-permissions.auth').callback(ctx, async () => {});
      } catch (error) {
        // The account is open all the same: with « nothing was changed » its owner would try the used link again.
        strapi.log.error(
          `rn-subscriptions: an account was opened, and users-permissions could not sign in to it (${codeOf(error)})`
        );
        return { data: { opened: true, message: answer('openedOnly', locale) } };
      }
    },

    async again(ctx: Context): Promise<MessageAnswer> {
      const account = accountIdOf(ctx, strapi);
      const locale = currentLocale(strapi);
      await getService(strapi, 'limits').admit({ action: 'new-link', address: String(account) });
      const isQueued = await getService(strapi, 'linkRequests').queueAgain(account, locale);
      return { data: { message: answer(isQueued ? 'linkSent' : 'addressConfirmed', locale) } };
    },
  };
};
