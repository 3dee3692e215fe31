import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';

type Settings = Record<string, unknown>;

const OURS: Settings = {
  // Patrons sign up by naming a library; the bare account that users-permissions would make belongs to none.
  allow_register: false,
  // Who has not confirmed the address yet may sign in, to ask for another link.
  email_confirmation: false,
};

const advancedStore = (strapi: Core.Strapi) =>
  strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
/** What the settings said before the plugin changed them, from the first time on. */
const formerStore = (strapi: Core.Strapi) =>
  strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'former-account-settings' });

/**
 * Settles users-permissions for this service, where it serves nothing else: no bare accounts. Called once users-permissions has booted: before, it has no
 * settings, and would add none to what it found.
 */
export const prepareAccounts = async (strapi: Core.Strapi): Promise<void> => {
  const advanced = (await advancedStore(strapi).get({})) as Settings;
  const changed = Object.keys(OURS).filter((name) => advanced[name] !== OURS[name]);
  if (changed.length === 0) return;
  const former = (await formerStore(strapi).get({})) as Settings | null;
  const before = Object.fromEntries(changed.map((name) => [name, advanced[name]]));
  await formerStore(strapi).set({ value: { ...before, ...former } });
  await advancedStore(strapi).set({ value: { ...advanced, ...OURS } });
};

/** What would be put back of what {@link prepareAccounts} has changed: each setting that still says what the plugin made it say. */
export const formerAccountSettings = async (strapi: Core.Strapi): Promise<Settings> => {
  const [former, advanced] = await Promise.all([formerStore(strapi).get({}), advancedStore(strapi).get({})]);
  const stillOurs = Object.entries((former ?? {}) as Settings).filter(
    ([name]) => (advanced as Settings | null)?.[name] === OURS[name]
  );
  return Object.fromEntries(stillOurs);
};

/** Puts those settings back. */
export const putAccountSettingsBack = async (strapi: Core.Strapi): Promise<void> => {
  const former = await formerAccountSettings(strapi);
  if (Object.keys(former).length === 0) return;
  const advanced = (await advancedStore(strapi).get({})) as Settings;
  await advancedStore(strapi).set({ value: { ...advanced, ...former } });
};
