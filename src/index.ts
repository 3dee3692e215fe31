import type { Core } from '@strapi/strapi';
import { secretProblem } from './secrets';

export default {
  register() {
    const problem = secretProblem(process.env);
    if (problem) throw new Error(problem);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await strapi.plugin('rn-subscriptions').service('roles').letEditorsManage('api::digital-resource.digital-resource');
  },
};
