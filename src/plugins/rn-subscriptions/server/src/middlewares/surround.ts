import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';

type Entry = string | { name?: string };

const nameOf = (entry: Entry): string | undefined => (typeof entry === 'string' ? entry : entry.name);
const ours = (name: string) => `plugin::${PLUGIN_ID}.${name}`;

/** The host's middlewares with ours in their places: the log without queries, queries guarded once they are read, and bodies guarded before and after they are read. */
export const surround = (middlewares: Entry[]): Entry[] =>
  middlewares.flatMap((entry): Entry[] => {
    switch (nameOf(entry)) {
      case 'strapi::logger':
        return [ours('access-log')];
      case 'strapi::query':
        return [entry, ours('no-secret-in-queries')];
      case 'strapi::body':
        return [ours('body-errors'), entry, ours('readable-text')];
      default:
        return [entry];
    }
  });

/**
 * Puts the guards into the host's list, whatever that list is: no project that installs the plugin has to know that it
 * needs them. Called in `register`, before Strapi reads the list.
 */
export const guardRequests = (strapi: Core.Strapi): void => {
  strapi.config.set('middlewares', surround(strapi.config.get<Entry[]>('middlewares')));
};
