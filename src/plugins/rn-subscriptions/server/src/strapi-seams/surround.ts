import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { isDedicated } from '../installation/dedicated';
import { formOptions } from './received-files';

type Entry = string | { name?: string; resolve?: string; config?: Record<string, unknown> };

const nameOf = (entry: Entry): string | undefined => (typeof entry === 'string' ? entry : entry.name);
const configOf = (entry: Entry) => (typeof entry === 'string' ? {} : (entry.config ?? {}));

/** Files of a form go where they are removed with the request. */
const receivingFiles = (entry: Entry): Entry => ({
  ...(typeof entry === 'string' ? { name: entry } : entry),
  config: { ...configOf(entry), formidable: { ...(configOf(entry).formidable as object), ...formOptions() } },
});

const ours = (name: string) => `plugin::${PLUGIN_ID}.${name}`;

/**
 * The host's middlewares with ours in their places, each of which looks at the plugin's own requests only: their queries kept out of
 * the host's log, what was not stored said before errors are, queries guarded once they are read, and bodies guarded before and after
 * they are read. Where this Strapi is `dedicated` they look at every request, the log is the plugin's own, what was refused is said as a
 * refusal, and files are asked who sends them and what they are.
 */
export const surround = (middlewares: Entry[], { dedicated }: { dedicated: boolean }): Entry[] =>
  middlewares.flatMap((entry): Entry[] => {
    switch (nameOf(entry)) {
      case 'strapi::logger':
        return dedicated ? [ours('access-log')] : [entry, ours('unlogged-query')];
      case 'strapi::errors':
        return [entry, ...(dedicated ? [ours('refusals')] : []), ours('not-stored')];
      case 'strapi::query':
        return [entry, ours('readable-query'), ours('no-secret-in-queries')];
      case 'strapi::body':
        return [
          ours('body-errors'),
          ...(dedicated ? [ours('files-door'), receivingFiles(entry)] : [entry]),
          { name: ours('own-delete-body'), config: configOf(entry) },
          ours('readable-text'),
          ...(dedicated ? [ours('images-only')] : []),
        ];
      default:
        return [entry];
    }
  });

/**
 * Puts the guards into the host's list, whatever that list is: no project that installs the plugin has to know that it
 * needs them. Called in `register`, before Strapi reads the list.
 */
export const guardRequests = (strapi: Core.Strapi): void => {
  const dedicated = isDedicated(strapi);
  strapi.config.set('middlewares', surround(strapi.config.get<Entry[]>('middlewares'), { dedicated }));
};
