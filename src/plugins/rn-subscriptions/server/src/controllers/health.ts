import { createHash, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { HealthAnswer, UnhealthyAnswer } from '../../../shared/contracts/health';
import { PLUGIN_ID } from '../../../shared/permissions';
import { getService } from '../service';

const digest = (text: string) => createHash('sha256').update(text).digest();

export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** Whether the request brings the token of the settings, as `Authorization: Bearer …`; nobody does where there is none. */
  const isMonitoring = (ctx: Context): boolean => {
    const token = strapi.plugin(PLUGIN_ID).config<string>('healthToken');
    return token !== '' && timingSafeEqual(digest(ctx.get('authorization')), digest(`Bearer ${token}`));
  };

  return {
    /**
     * 503 where the database cannot be written; so is every answer while the server stops. How the queue is, only for whoever brings the
     * token: counts that change with a sign-up would tell whether an address is known.
     */
    async find(ctx: Context): Promise<HealthAnswer | UnhealthyAnswer> {
      if (!(await getService(strapi, 'writeProbe').isWritable())) {
        ctx.status = 503;
        return { data: { writable: false } };
      }
      if (!isMonitoring(ctx)) return { data: { writable: true } };
      const [queue, hold, retention] = await Promise.all([
        getService(strapi, 'mailHealth').find(),
        getService(strapi, 'hold').state(),
        getService(strapi, 'retention').lastReport(),
      ]);
      return {
        data: {
          writable: true,
          ...queue,
          hold: hold?.reason ?? null,
          retention,
          completion: getService(strapi, 'completion').report(),
        },
      };
    },
  };
};
