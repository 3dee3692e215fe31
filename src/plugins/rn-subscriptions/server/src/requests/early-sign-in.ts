import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

/** Whether somebody is signed in to the panel or the API, asked before Strapi looks for a route: `ctx.state` then says who, and the route asks once more. */
export const isSignedIn = async (
  strapi: Core.Strapi,
  { ctx, door }: { ctx: Context; door: 'admin' | 'content-api' }
): Promise<boolean> => {
  const { route } = ctx.state;
  let known = false;
  ctx.state.route = { info: { type: door }, config: {} };
  await strapi.get('auth').authenticate(ctx as never, async () => {
    known = Boolean(ctx.state.auth.credentials);
  });
  ctx.state.route = route;
  return known;
};
