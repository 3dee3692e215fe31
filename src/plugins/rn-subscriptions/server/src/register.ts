import type { Core } from '@strapi/strapi';
import { closeRelationRoutes } from './middlewares/close-relation-routes';
import { UIDS } from './utils';

type Route = { method: string; path: string; config: { policies: unknown[] } };

export default ({ strapi }: { strapi: Core.Strapi }) => {
  // users-permissions only looks before it writes: two sign-ups at once would make two accounts with one address.
  strapi.get('content-types').extend(UIDS.account, (account: { indexes?: unknown[] }) => {
    account.indexes = [...(account.indexes ?? []), { name: 'rn_accounts_email', columns: ['email'], type: 'unique' }];
  });

  strapi.server.use(closeRelationRoutes);

  // Any signed-in admin user could send any mail to anybody by it; the grant of the mail settings screen is asked for instead.
  const { admin } = strapi.plugin('email').routes as unknown as Record<string, { routes: Route[] }>;
  admin.routes
    .find(({ method, path }) => method === 'POST' && path === '/')
    ?.config.policies.push({ name: 'admin::hasPermissions', config: { actions: ['plugin::email.settings.read'] } });
};
