import type { Core } from '@strapi/strapi';
import { uniquePresent } from '../utils/unique-present';

/** Who acts in the current request: a signed-in admin user (its id), someone on the website, or a script where there is no request. */
export const currentActor = (strapi: Core.Strapi) => {
  const ctx = strapi.requestContext.get();
  if (!ctx) return { actor: 'system', actorId: null };
  // An admin token acts for its owner.
  const isAdmin = ['admin', 'admin-token'].includes(ctx.state.auth?.strategy?.name);
  return isAdmin
    ? { actor: 'librarian', actorId: (ctx.state.user?.id as number | undefined) ?? null }
    : { actor: 'patron', actorId: null };
};

/** What these admin users (ids) are called: null for one who is gone, has no name, or is none. In one query, however many they are. */
export const actorNames = async (
  strapi: Core.Strapi,
  ids: (number | null)[]
): Promise<(id: number | null) => string | null> => {
  const users: { id: number; firstname: string | null; lastname: string | null }[] = await strapi.db
    .query('admin::user')
    .findMany({ where: { id: { $in: uniquePresent(ids) } }, select: ['id', 'firstname', 'lastname'] });
  const names = new Map(
    users.map(({ id, firstname, lastname }) => [id, [firstname, lastname].filter(Boolean).join(' ')])
  );
  return (id) => names.get(id ?? 0) || null;
};
