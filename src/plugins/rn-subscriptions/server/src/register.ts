import type { Core } from '@strapi/strapi';
import { extendAccounts } from './accounts/extend';
import { closeNativeConfirmation } from './accounts/native-confirmation';
import { extendPasswordRecovery } from './accounts/password-recovery';
import { steadySignIn } from './accounts/sign-in';
import { closeContentManager } from './middlewares/close-content-manager';
import { guardRequests } from './middlewares/surround';

type Route = { method: string; path: string; config: { policies: unknown[] } };

/** Before the database is read: what the plugin adds to content types, services and requests of others. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  extendAccounts(strapi);
  extendPasswordRecovery(strapi);
  closeNativeConfirmation(strapi);
  steadySignIn(strapi);

  guardRequests(strapi);
  strapi.server.use(closeContentManager);

  // Any signed-in admin user could send any mail to anybody by it; the grant of the mail settings screen is asked for instead.
  const { admin } = strapi.plugin('email').routes as unknown as Record<string, { routes: Route[] }>;
  admin.routes
    .find(({ method, path }) => method === 'POST' && path === '/')
    ?.config.policies.push({ name: 'admin::hasPermissions', config: { actions: ['plugin::email.settings.read'] } });
};
