import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  MOST_CHOSEN,
  UNDELIVERED_STATES,
  type HoldReleaseAnswer,
  type SendAllAgainAnswer,
  type UndeliveredAnswer,
} from '../../../shared/contracts/admin';
import { answer } from '../../../shared/messages/answers';
import { documentId } from '../../../shared/person';
import { getService } from '../service';
import { PAGE } from '../requests/page';
import { currentLocale, ImpossibleError, parse } from '../requests/errors';

const releaseRequest = z.strictObject({
  send: z.union([z.enum(['all', 'none']), z.array(documentId).max(MOST_CHOSEN)]),
});
const listQuery = z.strictObject({ ...PAGE, state: z.enum(UNDELIVERED_STATES).optional() });

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = () => getService(strapi, 'undelivered');
  const notFound = (code: 'mailNotFound' | 'mailNotFailed') =>
    new errors.NotFoundError(answer(code, currentLocale(strapi)));

  const mailId = (ctx: Context): string => {
    const id = documentId.safeParse(ctx.params.documentId);
    if (!id.success) throw notFound('mailNotFound');
    return id.data;
  };

  return {
    async find(ctx: Context): Promise<UndeliveredAnswer> {
      return service().list(parse(listQuery, ctx.query, currentLocale(strapi)));
    },

    async sendAgain(ctx: Context) {
      if (!(await service().sendAgain({ documentId: mailId(ctx) }))) throw notFound('mailNotFound');
      ctx.status = 204;
    },

    async sendAllAgain(): Promise<SendAllAgainAnswer> {
      return { data: { count: await service().sendAllAgain() } };
    },

    async release(ctx: Context): Promise<HoldReleaseAnswer | void> {
      const locale = currentLocale(strapi);
      try {
        return { data: await getService(strapi, 'hold').release(parse(releaseRequest, ctx.request.body, locale)) };
      } catch (error) {
        if (error instanceof ImpossibleError) return ctx.conflict(answer(error.code, locale));
        throw error;
      }
    },

    async dismiss(ctx: Context) {
      if (!(await service().dismiss(mailId(ctx)))) throw notFound('mailNotFailed');
      ctx.status = 204;
    },
  };
};
