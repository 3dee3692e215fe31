import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { isDatabaseFailure, NotStoredError } from '../utils/database-failure';
import { codeOf } from '../utils/error-code';
import { currentLocale } from '../requests/errors';
import { isOwnRequest } from '../requests/own-requests';
import { unavailable } from '../requests/unavailable';

/** Says in the reader's language that nothing was stored where the database did not say so, and to try again: 503, and the code alone in the log. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const isOurs = isOwnRequest(strapi, ctx) && isDatabaseFailure(error);
      if (!(error instanceof NotStoredError) && !isOurs) throw error;
      strapi.log.error(
        `rn-subscriptions: ${ctx.method} ${ctx.path.split('/').slice(0, 4).join('/')} was answered 503, the database did not store or answer (${codeOf(error)})`
      );
      unavailable(ctx, answer(ctx.method === 'GET' ? 'notRead' : 'notStored', currentLocale(strapi)));
    }
  };
