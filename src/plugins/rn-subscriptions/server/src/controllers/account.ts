import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { ACCOUNT_ERASURE } from '../../../shared/contracts/public-requests';
import { endSessions } from '../strapi-seams/accounts';
import { requireTheirPassword } from '../accounts/own-password';
import { getService } from '../service';
import { accountIdOf, provenAccountOf } from '../requests/patron';
import { currentLocale, parse } from '../requests/errors';

/** What the law gives patrons over all that is held of them. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async export(ctx: Context) {
    const held = await getService(strapi, 'accountExport').of(provenAccountOf(ctx, strapi));
    ctx.attachment(`mes-donnees-${getService(strapi, 'clock').today()}.json`);
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = JSON.stringify(held, null, 2);
  },

  async signOutEverywhere(ctx: Context) {
    await endSessions(strapi, accountIdOf(ctx, strapi));
    ctx.status = 204;
  },

  async erase(ctx: Context) {
    const id = provenAccountOf(ctx, strapi);
    const locale = currentLocale(strapi);
    const { password } = parse(ACCOUNT_ERASURE, ctx.request.body ?? {}, locale);
    await getService(strapi, 'limits').admitPassword(id);
    await requireTheirPassword(strapi, { password, account: id });
    await getService(strapi, 'erasure').account(id);
    await getService(strapi, 'erasure').cleanUp();
    ctx.status = 204;
  },
});
