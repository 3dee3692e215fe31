import type { Context } from 'koa';

/** When to try again, in seconds. */
const RETRY_AFTER = '5';

/** Answers 503 with this sentence, in the form of Strapi's own errors, and says when to try again (`Retry-After`, RFC 9110, section 10.2.3). */
export const unavailable = (ctx: Context, message: string): void => {
  ctx.status = 503;
  ctx.set('Retry-After', RETRY_AFTER);
  ctx.body = { data: null, error: { status: 503, name: 'ServiceUnavailableError', message, details: {} } };
};
