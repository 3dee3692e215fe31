import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import type { OwnRegistrationsAnswer, SignUpAnswer } from '../../../shared/contracts/public';
import { answer } from '../../../shared/messages';
import { documentId, PASSWORD, PERSON } from '../../../shared/person';
import { getService } from '../utils';
import { accountIdOf } from '../utils/patron';
import { currentLocale, parse, routeId } from '../utils/problems';

const signUp = z.strictObject({
  ...PERSON,
  mediatheque: z.string().min(1, 'required').pipe(documentId),
  password: PASSWORD,
  altcha: z.string().max(4000, 'tooLong').optional(),
  // People do not see this field; programs that fill in every field do.
  website: z.string().max(200, 'tooLong').optional(),
});

const ownData = z.strictObject({
  lastName: PERSON.lastName,
  firstName: PERSON.firstName,
  birthDate: PERSON.birthDate,
  cardNumber: PERSON.cardNumber,
  mediatheque: documentId,
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context): Promise<SignUpAnswer> {
    const locale = currentLocale(strapi);
    const { cardNumber, ...request } = parse(signUp, ctx.request.body, locale);
    await getService(strapi, 'signUp').signUp({ ...request, ...(cardNumber ? { cardNumber } : {}) });
    ctx.status = 202;
    return { data: { message: answer('signedUp', locale) } };
  },

  async findMine(ctx: Context): Promise<OwnRegistrationsAnswer> {
    const account = accountIdOf(ctx, strapi);
    const { people, addressConfirmed } = await getService(strapi, 'ownRegistrations').mine(account);
    return { data: people, meta: { addressConfirmed } };
  },

  async updateMine(ctx: Context) {
    const account = accountIdOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const { cardNumber, ...data } = parse(ownData.partial(), ctx.request.body, locale);
    return {
      data: await getService(strapi, 'ownRegistrations').changeMine(account, routeId(ctx, locale), {
        ...data,
        ...(cardNumber === undefined ? {} : { cardNumber: cardNumber ?? '' }),
      }),
    };
  },
});
