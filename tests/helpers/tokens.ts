import type { App } from './app';

type Kind = 'read-only' | 'full-access' | 'custom';

let count = 0;

/** An API token as a super admin makes one; `permissions`: those of a custom one. */
export const makeToken = async (
  app: App,
  { type, permissions }: { type: Kind; permissions?: string[] }
): Promise<string> => {
  count += 1;
  const { accessKey } = await app.strapi.service('admin::api-token').create({
    kind: 'content-api',
    name: `jeton ${count}`,
    description: '',
    type,
    lifespan: null,
    ...(type === 'custom' ? { permissions } : {}),
  });
  return accessKey;
};

/** A token of the admin panel's own API, which `/mcp` takes too: it may do with these content types what this admin user may; without `subjects`, everything. */
export const makeAdminToken = async (
  app: App,
  { userId, subjects }: { userId: number; subjects?: string[] }
): Promise<string> => {
  count += 1;
  const user = await app.strapi.db.query('admin::user').findOne({ where: { id: userId }, populate: ['roles'] });
  const permissions: Record<string, unknown>[] = await app.strapi
    .service('admin::permission')
    .findUserPermissions(user);
  const adminPermissions = permissions
    .filter(({ subject }) => !subjects || subjects.includes(String(subject)))
    .map(({ action, subject, properties, conditions }) => ({ action, subject, properties, conditions }));
  return (
    await app.strapi
      .service('admin::api-token-admin')
      .create({ name: `jeton ${count}`, description: '', lifespan: null, adminPermissions }, user)
  ).accessKey;
};
