import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';

/** Actions by the type of a role of users-permissions. */
type Grants = Record<'public' | 'authenticated', string[]>;

/** The grants of users-permissions' roles that the website needs. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'website-grants' });

  const grant = async (type: string, actions: string[]) => {
    const role: { id: number; permissions: { action: string }[] } | null = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type }, populate: ['permissions'] });
    // Somebody has deleted it: nobody has it.
    if (!role) return;
    for (const action of actions) {
      if (role.permissions.some((held) => held.action === action)) continue;
      await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
    }
  };

  return {
    /** Hands out each of these once, as users-permissions does with its own: what somebody takes away afterwards stays away. */
    async ensure(wanted: Grants): Promise<void> {
      const given: Grants = { public: [], authenticated: [], ...((await store().get({})) as Partial<Grants> | null) };
      const isNew = (type: keyof Grants) => wanted[type].filter((action) => !given[type].includes(action));
      const types = (['public', 'authenticated'] as const).filter((type) => isNew(type).length > 0);
      for (const type of types) await grant(type, isNew(type));
      if (types.length > 0) await store().set({ value: wanted });
    },
  };
};
