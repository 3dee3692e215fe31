import type { Core } from '@strapi/strapi';
import { getService } from '../utils';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find() {
    return { data: { ...(await getService(strapi, 'outbox').health()), hold: (await getService(strapi, 'hold').state())?.reason ?? null, retention: await getService(strapi, 'retention').lastReport() } };
  },
});
