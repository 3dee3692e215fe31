import type { Core } from '@strapi/strapi';
import { getService } from '../utils';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find() {
    return { data: { ...(await getService(strapi, 'outbox').health()), retention: await getService(strapi, 'retention').lastReport() } };
  },
});
