import type { Core } from '@strapi/strapi';

export default {
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await strapi.plugin('rn-subscriptions').service('roles').letEditorsManage('api::digital-resource.digital-resource');
  },
};
