import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { codeOf } from '../utils/error-code';
import { currentLocale } from '../requests/errors';

/** As http-errors makes it, for koa and for what serves files; Strapi knows those of its own copy only. */
type HttpError = { status?: number; expose?: boolean };

/** The class of SQL's data exceptions: a value that cannot be what its column holds. */
const isAboutAValue = (error: unknown) => /^22\w{3}$/.test(codeOf(error));

/**
 * Answers a refusal as one, where Strapi would say 500 and log its stack for whoever asks: what was answered 401 or 403 by
 * a function that then stumbles over having done so (the Content Manager's relations), what koa refuses by itself (a path
 * out of the folder of files), and a value that PostgreSQL cannot take for a number or a date.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const { status = 500, expose } = error as HttpError;
      if (error instanceof errors.ApplicationError) throw error;
      if ([401, 403].includes(ctx.status)) return;
      if (expose && status < 500) {
        ctx.status = 404;
        ctx.body = {
          data: null,
          error: {
            status: 404,
            name: 'NotFoundError',
            message: answer('nothingHere', currentLocale(strapi)),
            details: {},
          },
        };
        return;
      }
      if (!isAboutAValue(error)) throw error;
      strapi.log.warn(
        `rn-subscriptions: ${ctx.method} ${ctx.path.split('/').slice(0, 4).join('/')} was answered 400, the database cannot read a value of it (${codeOf(error)})`
      );
      throw new errors.ValidationError(answer('unreadableQuery', currentLocale(strapi)));
    }
  };
