import type { Core } from '@strapi/strapi';
import { keepAccountTimes } from './accounts/extend';
import { prepareAccounts } from './accounts/prepare';
import permissions from './permissions';
import { getService } from './utils';

export default async ({ strapi }: { strapi: Core.Strapi }) => {
  await strapi.service('admin::permission').actionProvider.registerMany(permissions);

  // The admin panel boots after all plugins: by then users-permissions has its settings, and the admin its own roles,
  // which it creates only where there is none.
  strapi.get('services').extend('admin::role', (roles: { createRolesIfNoneExist: () => Promise<void> }) => ({
    ...roles,
    async createRolesIfNoneExist() {
      await roles.createRolesIfNoneExist();
      await getService(strapi, 'roles').ensure();
      await prepareAccounts(strapi);
    },
  }));

  keepAccountTimes(strapi);
  getService(strapi, 'dispatcher').start();
};
