import type { Context, Next } from 'koa';
import { PLUGIN_ID } from '../../../shared/permissions';
import { handlersOf } from '../routes/operations';

const OF_PATRONS = handlersOf(['patron']);

type Strangers = Context & { unauthorized(): void };

/** Answers 401 to nobody's request for what is a patron's own: users-permissions says 403, as if signing in would not help. */
export const signInFirst = async (ctx: Context, next: Next) => {
  await next();
  const { route, auth } = ctx.state;
  const isStranger = ctx.status === 403 && !auth?.credentials;
  if (isStranger && route?.info?.pluginName === PLUGIN_ID && OF_PATRONS.includes(route.handler))
    (ctx as Strangers).unauthorized();
};
