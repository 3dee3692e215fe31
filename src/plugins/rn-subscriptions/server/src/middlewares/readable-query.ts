import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { currentLocale } from '../requests/errors';

/** Operators of a filter that Strapi's query builder throws at where their value is no list. */
const OF_LISTS = ['$and', '$or', '$between'];

const isReadableFilter = (part: unknown): boolean =>
  typeof part !== 'object' ||
  part === null ||
  Object.entries(part).every(
    ([key, value]) => (!OF_LISTS.includes(key) || Array.isArray(value)) && isReadableFilter(value)
  );

/** Refuses a query with a NUL, which PostgreSQL throws at, and one whose parts are of another kind than whatever reads them takes for granted. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    const { _q, filters } = ctx.query as Record<string, unknown>;
    const isReadable =
      !ctx.querystring.includes('%00') &&
      ['string', 'undefined'].includes(typeof (_q ?? undefined)) &&
      isReadableFilter(filters);
    if (!isReadable) throw new errors.ValidationError(answer('unreadableQuery', currentLocale(strapi)));
    return next();
  };
