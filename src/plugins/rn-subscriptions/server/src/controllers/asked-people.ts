import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import type { OwnRegistrationAnswer } from '../../../shared/contracts/public';
import { answer } from '../../../shared/messages/answers';
import { getService } from '../service';
import { provenAccountOf } from '../requests/patron';
import { currentLocale, ImpossibleError, parse, routeId } from '../requests/errors';

const decision = z.strictObject({ belongs: z.enum(['family', 'unknown']) });

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async decide(ctx: Context): Promise<OwnRegistrationAnswer | void> {
    const accountId = provenAccountOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const { belongs } = parse(decision, ctx.request.body, locale);
    try {
      const added = await getService(strapi, 'ownRegistrations').decideAsked({
        accountId,
        documentId: routeId(ctx, locale),
        belongs,
      });
      ctx.status = added ? 201 : 204;
      if (added) return { data: added };
    } catch (error) {
      if (error instanceof ImpossibleError) return ctx.conflict(answer(error.code, locale));
      throw error;
    }
  },
});
