import type { Core } from '@strapi/strapi';
import { foldCounters, repairCounters } from '../database/counters';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Keeps what the database counts right, and short; at the start of a server and every hour. */
  async tidy(): Promise<void> {
    if (await repairCounters(strapi)) strapi.log.warn('rn-subscriptions: registrations had been written past their counters; they were counted anew.');
    await foldCounters(strapi);
  },
});
