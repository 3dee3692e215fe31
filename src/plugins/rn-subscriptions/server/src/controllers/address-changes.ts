import type { Core } from '@strapi/strapi';
import type { AddressChangesAnswer } from '../../../shared/contracts/admin';
import { getService } from '../service';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(): Promise<AddressChangesAnswer> {
    return { data: await getService(strapi, 'addressChanges').list() };
  },
});
