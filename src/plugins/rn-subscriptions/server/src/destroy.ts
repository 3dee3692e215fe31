import type { Core } from '@strapi/strapi';
import { getService } from './utils';

/** Lets the mails that are on their way leave before the process ends. */
export default async ({ strapi }: { strapi: Core.Strapi }) => {
  await getService(strapi, 'dispatcher').stop();
};
