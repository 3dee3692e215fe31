import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { currentLocale } from '../requests/errors';

/** Nothing that is sent here is nested deeper; whatever walks through a body calls itself once a level. */
const DEEPEST = 100;

type Problem = 'unreadableText' | 'unreadableBody';

const problemOf = (value: unknown, depth = 0): Problem | null => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? null : 'unreadableText';
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return 'unreadableBody';
  for (const [key, inner] of Object.entries(value)) {
    const problem = problemOf(key) ?? problemOf(inner, depth + 1);
    if (problem) return problem;
  }
  return null;
};

const read = new WeakSet<Context>();

/** Whether the body of this request was read: what is thrown until then is about the body. */
export const isBodyRead = (ctx: Context): boolean => read.has(ctx);

/**
 * Refuses a body with a NUL or half a character in any text, on every route: half a character sends bcryptjs 2.4.3, which
 * hashes every password here, into a loop that ends the process; PostgreSQL answers a NUL with an error. And one that is
 * nested so deep that nobody walks through it.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    read.add(ctx);
    const { body } = ctx.request as { body?: unknown };
    const problem = problemOf(body);
    if (problem) throw new errors.ValidationError(answer(problem, currentLocale(strapi)));
    return next();
  };
