import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages';
import { currentLocale } from '../utils/problems';

const isReadable = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isReadable(key) && isReadable(inner));
};

/**
 * Refuses a body with a NUL or half a character in any text, on every route: half a character sends bcryptjs 2.4.3, which
 * hashes every password here, into a loop that ends the process; PostgreSQL answers a NUL with an error.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    const { body } = ctx.request as { body?: unknown };
    if (!isReadable(body)) throw new errors.ValidationError(answer('unreadableText', currentLocale(strapi)));
    return next();
  };
