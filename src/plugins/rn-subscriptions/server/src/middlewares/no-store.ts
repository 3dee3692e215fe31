import type { Context, Next } from 'koa';

/**
 * An answer to somebody who is signed in is kept by no cache: RFC 9111, section 3.5, holds shared ones to it, and the
 * browser of a reading room has the next reader.
 */
export const noStore = async (ctx: Context, next: Next): Promise<void> => {
  await next();
  if (ctx.get('Authorization')) ctx.set('Cache-Control', 'no-store');
};
