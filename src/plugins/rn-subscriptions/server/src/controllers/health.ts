import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { getService } from '../utils';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** 503 where the database cannot be written; so is every answer while the server stops. */
  async find(ctx: Context) {
    if (!(await getService(strapi, 'writeProbe').isWritable())) {
      ctx.status = 503;
      return { data: { writable: false } };
    }
    const [queue, hold, retention] = await Promise.all([getService(strapi, 'outbox').health(), getService(strapi, 'hold').state(), getService(strapi, 'retention').lastReport()]);
    return { data: { writable: true, ...queue, hold: hold?.reason ?? null, retention, completion: getService(strapi, 'completion').report() } };
  },
});
