import type { Core } from '@strapi/strapi';
import { extendAccounts } from './accounts/extend';
import { extendPasswordRecovery } from './accounts/password-recovery';
import { closeRelationRoutes } from './middlewares/close-relation-routes';

type Route = { method: string; path: string; config: { policies: unknown[] } };

export default ({ strapi }: { strapi: Core.Strapi }) => {
  extendAccounts(strapi);
  extendPasswordRecovery(strapi);

  strapi.server.use(closeRelationRoutes);

  // Any signed-in admin user could send any mail to anybody by it; the grant of the mail settings screen is asked for instead.
  const { admin } = strapi.plugin('email').routes as unknown as Record<string, { routes: Route[] }>;
  admin.routes
    .find(({ method, path }) => method === 'POST' && path === '/')
    ?.config.policies.push({ name: 'admin::hasPermissions', config: { actions: ['plugin::email.settings.read'] } });
};
