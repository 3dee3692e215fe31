import type { Core } from '@strapi/strapi';
import permissions from './permissions';
import { getService } from './utils';

export default async ({ strapi }: { strapi: Core.Strapi }) => {
  await strapi.service('admin::permission').actionProvider.registerMany(permissions);

  // The admin panel boots after the plugins and creates its own roles only where there is none: ours come after them.
  strapi.get('services').extend('admin::role', (roles: { createRolesIfNoneExist: () => Promise<void> }) => ({
    ...roles,
    async createRolesIfNoneExist() {
      await roles.createRolesIfNoneExist();
      await getService(strapi, 'roles').ensure();
    },
  }));

  // Patrons sign up by naming a library; the bare account that users-permissions would make belongs to none.
  const settings = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
  const advanced = (await settings.get({})) as Record<string, unknown>;
  if (advanced?.allow_register !== false) await settings.set({ value: { ...advanced, allow_register: false } });

  getService(strapi, 'dispatcher').start();
};
