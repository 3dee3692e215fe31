import type { Core } from '@strapi/strapi';

/** A resource of the host that takes a valid subscription, as the plugin's README shows it. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async open(ctx: { state: { user: { id: number } }; body: unknown }) {
    await strapi.plugin('rn-subscriptions').service('entitlements').require(ctx.state.user.id);
    ctx.body = { data: { address: '/robots.txt' } };
  },
});
