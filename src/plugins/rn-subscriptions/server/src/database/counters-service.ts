import type { Core } from '@strapi/strapi';
import { ensureCounters, foldCounters, repairCounters } from './counters';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Makes what counts where it is missing, switched off or changed. Throws one sentence where the database does not let it. */
  async ensure(): Promise<void> {
    if (await ensureCounters(strapi))
      strapi.log.warn(
        'rn-subscriptions: the triggers that count registrations were missing, switched off or changed; they were made again, and the registrations counted anew.'
      );
  },

  /** Keeps what the database counts right, and short; at the start of a server and every hour. */
  async tidy(): Promise<void> {
    await this.ensure();
    if (await repairCounters(strapi))
      strapi.log.warn('rn-subscriptions: registrations had been written past their counters; they were counted anew.');
    await foldCounters(strapi);
  },
});
