import { once } from 'node:events';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { localeOf } from '../../../shared/messages/locale';
import { onOwnRequests } from '../requests/own-requests';
import { getService } from '../service';
import { unavailable } from '../requests/unavailable';

/**
 * Has a stop wait for the requests that have begun: ours, and in a `dedicated` Strapi all of them. Those of them that come on kept
 * connections while it waits get 503 and are told to go elsewhere.
 */
export const underWay = (strapi: Core.Strapi) => {
  const service = () => getService(strapi, 'underWay');

  return onOwnRequests(strapi, async (ctx: Context, next: Next) => {
    if (service().isStopping()) {
      ctx.set('Connection', 'close');
      return unavailable(ctx, answer('stopping', localeOf(ctx.get('Accept-Language'))));
    }
    // The answer, and the work: a browser that goes away ends the one and not the other.
    const answered = once(ctx.res, 'close');
    const worked = next();
    service().add(Promise.allSettled([worked, answered]));
    await worked;
    if (service().isStopping()) ctx.set('Connection', 'close');
  });
};
