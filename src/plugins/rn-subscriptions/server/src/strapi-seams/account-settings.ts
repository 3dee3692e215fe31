import type { Core } from '@strapi/strapi';

/**
 * Settles users-permissions for this service, where it serves nothing else: no bare accounts. Called once users-permissions has booted: before, it has no
 * settings, and would add none to what it found.
 */
export const prepareAccounts = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
  const advanced = (await store.get({})) as Record<string, unknown>;
  const ours = {
    // Patrons sign up by naming a library; the bare account that users-permissions would make belongs to none.
    allow_register: false,
    // Who has not confirmed the address yet may sign in, to ask for another link.
    email_confirmation: false,
  };
  if (Object.entries(ours).some(([name, value]) => advanced[name] !== value))
    await store.set({ value: { ...advanced, ...ours } });
};
