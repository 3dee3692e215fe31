import type { Core } from '@strapi/strapi';

type Route = { method: string; path: string; config: { policies: unknown[] } };

/** Whoever holds it may send any mail to anybody. */
export const MAIL_SETTINGS = 'plugin::email.settings.read';
const MAIL_ROUTE = { plugin: 'email', method: 'POST', path: '/' };

/** Routes that Strapi opens to any signed-in admin user, and the grant they ask for instead. */
const OPEN_ROUTES = [
  // Any mail, to anybody, from anybody.
  { ...MAIL_ROUTE, action: MAIL_SETTINGS },
  // Settings of the whole installation.
  { plugin: 'i18n', method: 'PUT', path: '/settings', action: 'plugin::i18n.locale.update' },
];

const find = (strapi: Core.Strapi, { plugin, method, path }: typeof MAIL_ROUTE): Route | undefined => {
  const { admin } = (strapi.plugins[plugin]?.routes ?? {}) as Record<string, { routes: Route[] } | undefined>;
  return admin?.routes.find((one) => one.method === method && one.path === path);
};

/** Whether mails can be sent without the grant, since something replaced the route that was closed. */
export const isMailRouteOpen = (strapi: Core.Strapi): boolean => {
  const route = find(strapi, MAIL_ROUTE);
  return route !== undefined && !JSON.stringify(route.config.policies).includes(MAIL_SETTINGS);
};

/** Asks for a grant where Strapi asks only for somebody signed in. Called in `register`, before the routes are built. */
export const closeRoutes = (strapi: Core.Strapi): void => {
  for (const { action, ...route } of OPEN_ROUTES) {
    find(strapi, route)?.config.policies.push({ name: 'admin::hasPermissions', config: { actions: [action] } });
  }
};
