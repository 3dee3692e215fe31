import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { MessageAnswer, OwnRegistrationAnswer, OwnRegistrationsAnswer } from '../../../shared/contracts/public';
import { ADDED_PERSON, OWN_CHANGE, SIGN_UP, type Given } from '../../../shared/contracts/public-requests';
import { answer } from '../../../shared/messages/answers';
import { OPTIONAL_NAMES } from '../../../shared/person-fields';
import { MOST_REGISTRATIONS } from '../../../shared/limits';
import { getService } from '../service';
import { accountIdOf, provenAccountOf } from '../requests/patron';
import { currentLocale, ImpossibleError, parse, routeId } from '../requests/errors';

type Optional = Partial<Record<(typeof OPTIONAL_NAMES)[number], string | null>>;

/** What is not required and was left empty is not sent. */
const withoutEmpty = <Data extends Optional>(data: Data): Given<Data> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)) as Given<Data>;

/** The same where it takes back what stood there. */
const withEmpty = <Data extends Optional>(data: Data): Given<Data> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, value ?? (value === null ? '' : value)])
  ) as Given<Data>;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context): Promise<MessageAnswer> {
    const locale = currentLocale(strapi);
    await getService(strapi, 'signUp').signUp(withoutEmpty(parse(SIGN_UP, ctx.request.body, locale)));
    ctx.status = 202;
    return { data: { message: answer('signedUp', locale) } };
  },

  async findMine(ctx: Context): Promise<OwnRegistrationsAnswer> {
    const account = accountIdOf(ctx, strapi);
    const { people, ...meta } = await getService(strapi, 'ownRegistrations').mine(account);
    return { data: people, meta: { ...meta, most: MOST_REGISTRATIONS } };
  },

  async addMine(ctx: Context): Promise<OwnRegistrationAnswer | void> {
    const account = provenAccountOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const data = withoutEmpty(parse(ADDED_PERSON, ctx.request.body, locale));
    try {
      const added = await getService(strapi, 'ownRegistrations').addMine(account, data);
      ctx.status = 201;
      return { data: added };
    } catch (error) {
      if (error instanceof ImpossibleError) return ctx.conflict(answer(error.code, locale));
      throw error;
    }
  },

  async updateMine(ctx: Context): Promise<OwnRegistrationAnswer> {
    const account = provenAccountOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const data = withEmpty(parse(OWN_CHANGE, ctx.request.body, locale));
    return { data: await getService(strapi, 'ownRegistrations').changeMine(account, routeId(ctx, locale), data) };
  },
});
