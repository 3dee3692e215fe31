import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { answer } from '../../../shared/messages/answers';
import { currentLocale } from '../requests/errors';

/** A sign-up is a few hundred bytes; nothing on the website's routes needs more, in bytes. */
const LARGEST_BODY = 16 * 1024;

/** Refuses a body over a sane size with 413, whatever the host's own limit is. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: { request: { length?: number; body?: unknown } }, next: () => Promise<unknown>) => {
    const size = ctx.request.length ?? Buffer.byteLength(JSON.stringify(ctx.request.body ?? ''));
    if (size > LARGEST_BODY) throw new errors.PayloadTooLargeError(answer('tooLarge', currentLocale(strapi)));
    return next();
  };
