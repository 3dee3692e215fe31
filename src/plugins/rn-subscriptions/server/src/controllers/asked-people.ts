import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { OwnRegistrationAnswer } from '../../../shared/contracts/public';
import { ASKED_PERSON_WORD } from '../../../shared/contracts/public-requests';
import { answer } from '../../../shared/messages/answers';
import { getService } from '../service';
import { provenAccountOf } from '../requests/patron';
import { currentLocale, ImpossibleError, parse, routeId } from '../requests/errors';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async decide(ctx: Context): Promise<OwnRegistrationAnswer | void> {
    const accountId = provenAccountOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const { belongs } = parse(ASKED_PERSON_WORD, ctx.request.body, locale);
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
