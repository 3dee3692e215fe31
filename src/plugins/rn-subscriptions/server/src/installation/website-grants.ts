import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';

const TYPES = ['public', 'authenticated'] as const;
/** Actions by the type of a role of users-permissions. */
type Grants = Record<(typeof TYPES)[number], string[]>;
/** What was handed out, and what of it somebody has taken away since. */
type Known = { given: Grants; taken: Grants };

const NONE: Grants = { public: [], authenticated: [] };

/** The grants of users-permissions' roles that the website needs. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'website-grants' });

  const heldBy = async (type: string): Promise<{ id: number; held: string[] } | null> => {
    const role: { id: number; permissions: { action: string }[] } | null = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type }, populate: ['permissions'] });
    return role && { id: role.id, held: role.permissions.map(({ action }) => action) };
  };

  return {
    /**
     * Hands out each of these once, as users-permissions does with its own: what somebody takes away afterwards stays away. `wasOff`: the plugin
     * was switched off, and users-permissions has forgotten all of them meanwhile; those that nobody had taken away come back.
     */
    async ensure(wanted: Grants, { wasOff }: { wasOff: boolean }): Promise<void> {
      const { given, taken } = ((await store().get({})) as Known | null) ?? { given: NONE, taken: NONE };
      const nowTaken: Grants = { ...NONE };
      for (const type of TYPES) {
        const role = await heldBy(type);
        // Somebody has deleted it: nobody has it.
        if (!role) continue;
        nowTaken[type] = wasOff ? taken[type] : given[type].filter((action) => !role.held.includes(action));
        const missing = wanted[type].filter(
          (action) => !role.held.includes(action) && !nowTaken[type].includes(action)
        );
        for (const action of missing)
          await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
      }
      await store().set({ value: { given: wanted, taken: nowTaken } satisfies Known });
    },
  };
};
