import type { Core } from '@strapi/strapi';
import { stopJobs } from './jobs';
import { getService } from './utils';

/** Lets the mails that are on their way leave, and a job that is under way come to a stop, before the process ends. */
export default async ({ strapi }: { strapi: Core.Strapi }) => {
  await Promise.all([stopJobs(strapi), getService(strapi, 'dispatcher').stop()]);
};
