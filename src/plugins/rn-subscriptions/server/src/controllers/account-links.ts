import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import type { AccountLinkAnswer, ErasedAnswer, NewLinkAnswer } from '../../../shared/contracts/public';
import { answer } from '../../../shared/messages/answers';
import { documentId, PASSWORD, PERSON } from '../../../shared/person';
import { CODE, TOKEN } from '../accounts/link-proof';
import type { Proof } from '../accounts/account-links';
import { getService } from '../service';
import { accountIdOf } from '../requests/patron';
import { currentLocale, parse } from '../requests/errors';

const byToken = { token: z.string().min(1, 'required').regex(TOKEN, 'goneLink') };
const byCode = {
  email: PERSON.email,
  code: z
    .string()
    .min(1, 'required')
    .transform((code) => code.replace(/\s/g, ''))
    .refine((code) => CODE.test(code), 'wrongCode'),
};
const chosen = {
  password: PASSWORD.optional(),
  people: z.record(documentId, z.enum(['family', 'unknown'])).default({}),
};

const isByCode = (body: unknown): boolean => typeof body === 'object' && body !== null && 'code' in body;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** So many an hour from one client, and so many codes for one address. */
  const admit = async (proof: Proof) => {
    if ('token' in proof) return getService(strapi, 'limits').admit({ action: 'account-link' });
    return getService(strapi, 'limits').admit({ action: 'account-code', address: proof.email });
  };

  return {
    async read(ctx: Context): Promise<AccountLinkAnswer> {
      const { body } = ctx.request;
      const locale = currentLocale(strapi);
      const proof: Proof = isByCode(body)
        ? parse(z.strictObject(byCode), body, locale)
        : parse(z.strictObject(byToken), body, locale);
      await admit(proof);
      return { data: await getService(strapi, 'accountLinks').read(proof) };
    },

    async open(ctx: Context): Promise<ErasedAnswer | void> {
      const locale = currentLocale(strapi);
      const { body } = ctx.request;
      const { password, people, ...proof } = isByCode(body)
        ? parse(z.strictObject({ ...byCode, ...chosen }), body, locale)
        : parse(z.strictObject({ ...byToken, ...chosen }), body, locale);
      await admit(proof);
      const identifier = await getService(strapi, 'accountOpening').open({ proof, password, people });
      if (!identifier) return { data: { erased: true, message: answer('allErased', locale) } };
      // Signed in by users-permissions itself, however it keeps its sessions.
      ctx.request.body = { identifier, password };
      ctx.params.provider = 'local';
      ctx.state.openedByLink = true;
      await strapi.controller('plugin::users-permissions.auth').callback(ctx, async () => {});
    },

    async again(ctx: Context): Promise<NewLinkAnswer> {
      const account = accountIdOf(ctx, strapi);
      const locale = currentLocale(strapi);
      await getService(strapi, 'limits').admit({ action: 'new-link', address: String(account) });
      const isQueued = await getService(strapi, 'linkRequests').queueAgain(account, locale);
      return { data: { message: answer(isQueued ? 'linkSent' : 'addressConfirmed', locale) } };
    },
  };
};
