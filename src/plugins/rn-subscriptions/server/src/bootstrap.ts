import type { Core } from '@strapi/strapi';
import { keepAccounts } from './strapi-seams/accounts';
import { prepareAccounts } from './strapi-seams/account-settings';
import mailTemplateLayout from './content-types/mail-template/layout';
import mediathequeLayout from './content-types/mediatheque/layout';
import { ensureIndexes } from './database/ensure-indexes';
import { markEarlierAccounts } from './database/earlier-accounts';
import { retireEarlierLinks } from './database/earlier-links';
import { ensureUtcTimes } from './database/utc-times';
import { scheduleJobs } from './jobs';
import { isDedicated } from './installation/dedicated';
import permissions from './permissions';
import { WEBSITE_GRANTS } from './routes/content-api';
import { hashAdminLinks, tidyAdminLinks } from './strapi-seams/admin-links';
import { closeAccountsToTokens } from './strapi-seams/close-types';
import { seeCommits } from './strapi-seams/seen-commits';
import { getService } from './service';
import { codeOf } from './utils/error-code';

/** Once the database is there: the plugin's permissions, roles and forms, the self-check, and the dispatcher with the server. */
export default async ({ strapi }: { strapi: Core.Strapi }) => {
  await strapi.service('admin::permission').actionProvider.registerMany(permissions);

  // What is erased must not stay readable in the database's file, where SQLite would only mark its place as free.
  if (strapi.db.dialect.client === 'sqlite') await strapi.db.connection.raw('pragma secure_delete = on');
  const dedicated = isDedicated(strapi);
  if (dedicated) {
    seeCommits(strapi);
    closeAccountsToTokens(strapi);
  }
  await ensureUtcTimes(strapi);
  await getService(strapi, 'clock').ask();
  if (dedicated) {
    hashAdminLinks(strapi);
    await tidyAdminLinks(strapi);
  }
  await retireEarlierLinks(strapi);
  await markEarlierAccounts(strapi);
  await ensureIndexes(strapi);
  await getService(strapi, 'counters').ensure();

  // The admin panel boots after all plugins: by then users-permissions has its settings, and the admin its own roles,
  // which it creates only where there is none.
  strapi.get('services').extend('admin::role', (roles: { createRolesIfNoneExist: () => Promise<void> }) => ({
    ...roles,
    async createRolesIfNoneExist() {
      await roles.createRolesIfNoneExist();
      const wasOff = await getService(strapi, 'roles').haveLostAll();
      await getService(strapi, 'roles').ensure();
      if (dedicated) await prepareAccounts(strapi);
      await getService(strapi, 'websiteGrants').ensure(WEBSITE_GRANTS, { wasOff });
      for (const layout of [mediathequeLayout, mailTemplateLayout])
        await getService(strapi, 'editorLayouts').apply(layout);
      await getService(strapi, 'selfCheck').enforce();
    },
  }));

  keepAccounts(strapi);
  const { ready } = getService(strapi, 'folderComparison');
  const listen = strapi.listen.bind(strapi);
  strapi.listen = async () => {
    await ready();
    await listen();
  };
  // Only a server mails and erases by itself: a script, a console or a copy of the data being restored must not write to patrons.
  strapi.server.httpServer.once('listening', async () => {
    // Over since long, but where somebody has it listen by other means.
    await ready();
    getService(strapi, 'clock').start();
    getService(strapi, 'dispatcher').start();
    scheduleJobs(strapi);
    const completed = getService(strapi, 'completion').run();
    getService(strapi, 'underWay').add(
      completed.catch((error) =>
        strapi.log.error(
          `rn-subscriptions: what was written without its history could not be looked for (${codeOf(error)}).`
        )
      )
    );
    // A backup may have been restored while no server ran.
    getService(strapi, 'counters')
      .tidy()
      .catch((error) =>
        strapi.log.error(
          `rn-subscriptions: registrations could not be counted (${codeOf(error)}); that is tried again in an hour.`
        )
      );
  });
};
