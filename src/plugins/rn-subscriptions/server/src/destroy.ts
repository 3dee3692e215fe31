import type { Core } from '@strapi/strapi';
import { stopJobs } from './jobs';
import { getService } from './service';

/**
 * Takes no new request and lets those under way end; then the mails that are on their way leave, and a job that is under way comes
 * to a stop. Strapi's own end comes afterwards: it cuts the sockets, and takes the hooks away from what is being written.
 */
export default async ({ strapi }: { strapi: Core.Strapi }) => {
  strapi.server.httpServer.close();
  await getService(strapi, 'underWay').stop();
  getService(strapi, 'clock').stop();
  await Promise.all([stopJobs(strapi), getService(strapi, 'dispatcher').stop()]);
};
