import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { grantedTo } from '../routes/content-api';

const ROLES = ['public', 'authenticated'] as const;
const PERMISSION = 'plugin::users-permissions.permission';

type Given = Partial<Record<(typeof ROLES)[number], string[]>>;

/** The grants of users-permissions' roles that the website needs. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'website-grants' });

  return {
    /** Hands out each once, as users-permissions does with its own: what somebody takes away afterwards stays away. */
    async ensure(): Promise<void> {
      const given = ((await store().get({})) as Given | null) ?? {};
      for (const type of ROLES) {
        const missing = grantedTo(type).filter((action) => !given[type]?.includes(action));
        if (missing.length === 0) continue;
        const role: { id: number; permissions: { action: string }[] } | null = await strapi.db
          .query('plugin::users-permissions.role')
          .findOne({ where: { type }, populate: ['permissions'] });
        if (!role) continue;
        for (const action of missing) {
          if (role.permissions.some((held) => held.action === action)) continue;
          await strapi.db.query(PERMISSION).create({ data: { action, role: role.id } });
        }
        given[type] = grantedTo(type);
        await store().set({ value: given });
      }
    },
  };
};
