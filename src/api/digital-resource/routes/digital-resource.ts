import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/digital-resources', handler: 'digital-resource.find', config: { auth: false } },
    {
      method: 'POST',
      path: '/digital-resources/:documentId/open',
      // A function, not a name: it takes somebody signed in, and no grant of the users-permissions screens.
      handler: (ctx: Context) => strapi.controller('api::digital-resource.digital-resource').open(ctx, async () => {}),
    },
  ],
});
