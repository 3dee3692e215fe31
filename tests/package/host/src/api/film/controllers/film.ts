import type { Core } from '@strapi/strapi';
import type { Denial, Entitlements, Roles } from 'strapi-plugin-rn-subscriptions/strapi-server';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async reasonAgainst(accountId: number): Promise<Denial | null> {
    const entitlements = strapi.plugin('rn-subscriptions').service<Entitlements>('entitlements');
    await entitlements.require(accountId);
    const access = await entitlements.ofAccount(accountId);
    // @ts-expect-error Where access is open there is no reason: what was answered is typed, not `any`.
    const reason = access.reason;
    return access.open === false ? access.reason : (reason ?? null);
  },

  async letEditorsManageFilms() {
    await strapi.plugin('rn-subscriptions').service<Roles>('roles').letEditorsManage('api::film.film');
  },
});
