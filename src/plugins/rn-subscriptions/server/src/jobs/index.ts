import type { Core } from '@strapi/strapi';
import { isDedicated } from '../installation/dedicated';
import { tidyAdminLinks } from '../strapi-seams/admin-links';
import { PLUGIN_ID } from '../../../shared/permissions';
import { getService } from '../service';
import { codeOf } from '../utils/error-code';

/** Every hour of every server: the first after the network's midnight does the day's work, and a night without a server is made up for. */
const RULE = '17 * * * *';

let running: Promise<unknown> | null = null;

/** Has the daily jobs looked at from now on; for a server, once it listens. */
export const scheduleJobs = (strapi: Core.Strapi): void => {
  const task = async () => {
    if (running) return;
    running = getService(strapi, 'counters')
      .tidy()
      .then(async () => {
        if (isDedicated(strapi)) await tidyAdminLinks(strapi);
      })
      .then(() => getService(strapi, 'expiries').tell())
      .then(() => getService(strapi, 'retention').run({ day: getService(strapi, 'clock').today() }))
      .catch((error) =>
        strapi.log.error(`rn-subscriptions: the nightly job failed (${codeOf(error)}); it is tried again in an hour.`)
      )
      .finally(() => (running = null));
    await running;
  };
  strapi.cron.add({
    'rn-subscriptions-daily': {
      task,
      options: { rule: RULE, tz: strapi.plugin(PLUGIN_ID).config<string>('timeZone') },
    },
  });
};

/** Waits for a job that is under way: it stops after the registration it is at. */
export const stopJobs = async (strapi: Core.Strapi): Promise<void> => {
  getService(strapi, 'retention').stop();
  await running;
};
