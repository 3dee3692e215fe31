import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import type { OwnRegistrationAnswer, OwnRegistrationsAnswer, SignUpAnswer } from '../../../shared/contracts/public';
import { answer } from '../../../shared/messages/answers';
import { documentId, GUARDIAN, PERSON } from '../../../shared/person';
import { OPTIONAL_NAMES } from '../../../shared/person-fields';
import { MOST_REGISTRATIONS } from '../../../shared/same-person';
import { getService } from '../service';
import { accountIdOf, provenAccountOf } from '../requests/patron';
import { currentLocale, ImpossibleError, parse, routeId } from '../requests/errors';

const guardian = z.object(GUARDIAN).partial().shape;
const mediatheque = z.string().min(1, 'required').pipe(documentId);

const signUp = z.strictObject({
  ...PERSON,
  ...guardian,
  mediatheque,
  altcha: z.string().max(4000, 'tooLong').optional(),
  // People do not see this field; programs that fill in every field do.
  website: z.string().max(200, 'tooLong').optional(),
});

const { email: _accounts, ...person } = PERSON;
const ownData = z.strictObject({ ...person, ...guardian, mediatheque });

type Optional = Partial<Record<(typeof OPTIONAL_NAMES)[number], string | null>>;
type Given<Data> = Omit<Data, keyof Optional> & { [Name in keyof Optional]?: string };

/** What is not required and was left empty is not sent. */
const withoutEmpty = <Data extends Optional>(data: Data): Given<Data> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)) as Given<Data>;

/** The same where it takes back what stood there. */
const withEmpty = <Data extends Optional>(data: Data): Given<Data> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, value ?? (value === null ? '' : value)])
  ) as Given<Data>;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context): Promise<SignUpAnswer> {
    const locale = currentLocale(strapi);
    await getService(strapi, 'signUp').signUp(withoutEmpty(parse(signUp, ctx.request.body, locale)));
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
    const data = withoutEmpty(parse(ownData, ctx.request.body, locale));
    try {
      const added = await getService(strapi, 'ownRegistrations').addMine(account, data);
      ctx.status = 201;
      return { data: added };
    } catch (error) {
      if (error instanceof ImpossibleError) return ctx.conflict(answer(error.code, locale));
      throw error;
    }
  },

  async updateMine(ctx: Context) {
    const account = provenAccountOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const data = withEmpty(parse(ownData.partial(), ctx.request.body, locale));
    return { data: await getService(strapi, 'ownRegistrations').changeMine(account, routeId(ctx, locale), data) };
  },
});
