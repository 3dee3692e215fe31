import type { Core } from '@strapi/strapi';
import { PERMISSIONS } from '../../../shared/permissions';
import { UIDS } from '../uids';
import type { AdminState } from '../requests/admin-state';
import { EVERYBODYS_ROLES } from '../installation/roles';

declare const fromGrants: unique symbol;

/**
 * Whose registrations somebody sees: documentIds of libraries, or the whole network. Nothing but `scopes.of` makes one,
 * from what the database says of a user and of their roles: written out by hand, it is no Scope to the compiler.
 */
export type Scope = ({ wholeNetwork: true } | { wholeNetwork: false; mediatheques: string[] }) & {
  readonly [fromGrants]: true;
};

/** The scope as a condition of a query. No library, no rows: an empty `$in` matches nothing. */
export const inScope = (scope: Scope): Record<string, unknown> =>
  scope.wholeNetwork ? {} : { mediatheque: { $in: scope.mediatheques } };

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Whose registrations an admin user may see: the whole network where a role of theirs says so, else the libraries that
   * name them or one of their roles (documentIds).
   */
  async of({ user, userAbility }: AdminState): Promise<Scope> {
    if (PERMISSIONS.wholeNetwork.some(({ action }) => userAbility.can(action))) return { wholeNetwork: true } as Scope;

    // One that was written past the rules opens nothing either.
    const roleIds = (user.roles ?? []).filter(({ code }) => !EVERYBODYS_ROLES.includes(code)).map((role) => role.id);

    const rows: { documentId: string }[] = await strapi.db.query(UIDS.mediatheque).findMany({
      where: { $or: [{ librarians: { id: user.id } }, { roles: { id: { $in: roleIds } } }] },
      select: ['documentId'],
    });
    return { wholeNetwork: false, mediatheques: [...new Set(rows.map((row) => row.documentId))] } as Scope;
  },
});
