import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { currentLocale } from '../requests/errors';
import type { StrapiContext } from '../requests/strapi-context';
import { isBodyRead } from './readable-text';

/** As co-body, raw-body, zlib and formidable throw it: the first carries the whole text that it could not read. */
type BodyError = { status?: number; httpCode?: number; body?: unknown; type?: string; syscall?: string };

/**
 * Says what is wrong with a body that cannot be read, in the reader's language and without a word of it: the parser's
 * own message repeats what stands around the fault, a password or the reason of a refusal among it, and would be logged.
 * A body that is compressed otherwise than it says, or a form without its boundary, would even be logged as our failure.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const { status, httpCode, body, type, syscall } = error as BodyError;
      // A disk that is full is no fault of the request's.
      if (isBodyRead(ctx) || error instanceof errors.ApplicationError || syscall) throw error;
      const locale = currentLocale(strapi);
      if (type === 'entity.too.large' || httpCode === 413)
        throw new errors.PayloadTooLargeError(answer('tooLarge', locale));
      if (status === 415) return (ctx as StrapiContext).unsupportedMediaType(answer('unreadableBody', locale));
      throw new errors.ValidationError(
        answer(status === 400 && typeof body === 'string' ? 'malformedJson' : 'unreadableBody', locale)
      );
    }
  };
