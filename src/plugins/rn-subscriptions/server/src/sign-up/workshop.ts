import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { getService } from '../service';

/** How long a workshop is open, in milliseconds. */
const LENGTH_MS = 24 * 60 * 60 * 1000;

/** A day on which many people sign up from one place, a class or a reading room: the limits of each client are wider. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'workshop' });
  const now = () => getService(strapi, 'clock').now();

  return {
    /** Until when one is open, in milliseconds since 1970; null where none is. One that would last longer than a day was opened by a clock that ran ahead. */
    async openUntil(): Promise<number | null> {
      const { until = 0 } = ((await store().get({})) ?? {}) as { until?: number };
      return until > now() && until <= now() + LENGTH_MS ? until : null;
    },

    /** Opens one for a day from now on, and returns its end in milliseconds since 1970. */
    async open(): Promise<number> {
      const until = now() + LENGTH_MS;
      await store().set({ value: { until } });
      return until;
    },

    /** Closes it. */
    async close(): Promise<void> {
      await store().set({ value: {} });
    },
  };
};
