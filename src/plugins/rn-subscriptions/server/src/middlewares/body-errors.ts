import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages';
import { currentLocale } from '../utils/problems';

/** As co-body and raw-body throw it: the first carries the whole text that it could not read. */
type BodyError = { status?: number; body?: unknown; type?: string };

/**
 * Says what is wrong with a body that cannot be read, in the reader's language and without a word of it: the parser's
 * own message repeats what stands around the fault, a password or the reason of a refusal among it, and would be logged.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (_ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const { status, body, type } = error as BodyError;
      if (type === 'entity.too.large') throw new errors.PayloadTooLargeError(answer('tooLarge', currentLocale(strapi)));
      if (status === 400 && typeof body === 'string') throw new errors.ValidationError(answer('malformedJson', currentLocale(strapi)));
      throw error;
    }
  };
