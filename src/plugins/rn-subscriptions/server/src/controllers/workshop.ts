import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { WorkshopAnswer } from '../../../shared/contracts/admin';
import { getService } from '../service';

const shown = (until: number | null): WorkshopAnswer => ({
  data: { openUntil: until === null ? null : new Date(until).toISOString() },
});

/** The day on which a coordinator lets many people sign up from one place. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  find: async (_ctx: Context): Promise<WorkshopAnswer> => shown(await getService(strapi, 'workshop').openUntil()),

  open: async (ctx: Context): Promise<WorkshopAnswer> => {
    ctx.status = 200;
    return shown(await getService(strapi, 'workshop').open());
  },

  async close(): Promise<WorkshopAnswer> {
    await getService(strapi, 'workshop').close();
    return shown(null);
  },
});
