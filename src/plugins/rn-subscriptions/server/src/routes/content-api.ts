import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { PLUGIN_ID } from '../../../shared/permissions';
import { OPERATIONS, type Operation } from './operations';

const middlewares = ['plugin::rn-subscriptions.small-body'];

/** The website's routes, under /api/rn-subscriptions. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const routeOf = ({ method, path, handler, access }: Operation) => {
    if (access !== 'patron') return { method, path, handler, config: { auth: false as const, middlewares } };
    const [controller, action] = handler.split('.');
    return {
      method,
      path,
      // A handler that is named by a string needs a grant of the users-permissions screens; a function needs somebody
      // signed in, no more: a patron's own data are not a right that somebody has to remember to hand out.
      handler: (ctx: Context) =>
        strapi
          .plugin(PLUGIN_ID)
          .controller(controller)
          [action](ctx, async () => {}),
      config: { middlewares },
    };
  };

  return { type: 'content-api' as const, routes: Object.values(OPERATIONS).map(routeOf) };
};
