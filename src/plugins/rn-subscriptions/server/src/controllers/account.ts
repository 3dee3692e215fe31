import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { endSessions } from '../accounts/extend';
import { getService, UIDS } from '../utils';
import { accountIdOf, gone, provenAccountOf } from '../utils/patron';
import { currentLocale, invalid, parse } from '../utils/problems';

const erase = z.strictObject({ password: z.string().min(1, 'required').max(1000, 'tooLong') });

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
    const { password } = parse(erase, ctx.request.body ?? {}, locale);
    await getService(strapi, 'limits').admitPassword(id);
    const account = await strapi.db.query(UIDS.account).findOne({ where: { id }, select: ['password'] });
    if (!account) throw gone(strapi);
    const isTheirs: boolean = await strapi
      .plugin('users-permissions')
      .service('user')
      .validatePassword(password, account.password);
    if (!isTheirs) throw invalid([{ field: 'password', code: 'wrongPassword' }], locale);
    await getService(strapi, 'erasure').account(id);
    await getService(strapi, 'erasure').cleanUp();
    ctx.status = 204;
  },
});
