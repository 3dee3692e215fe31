import type { Core } from '@strapi/strapi';

type Route = { method: string; path: string; config: { policies: unknown[] } };

/** Routes that Strapi opens to any signed-in admin user, and the grant they ask for instead. */
const OPEN_ROUTES = [
  // Any mail, to anybody, from anybody.
  { plugin: 'email', method: 'POST', path: '/', action: 'plugin::email.settings.read' },
  // Settings of the whole installation.
  { plugin: 'i18n', method: 'PUT', path: '/settings', action: 'plugin::i18n.locale.update' },
];

/** Asks for a grant where Strapi asks only for somebody signed in. Called in `register`, before the routes are built. */
export const closeRoutes = (strapi: Core.Strapi): void => {
  for (const { plugin, method, path, action } of OPEN_ROUTES) {
    const { admin } = (strapi.plugins[plugin]?.routes ?? {}) as unknown as Record<string, { routes: Route[] } | undefined>;
    const route = admin?.routes.find((one) => one.method === method && one.path === path);
    route?.config.policies.push({ name: 'admin::hasPermissions', config: { actions: [action] } });
  }
};
