import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { formOptions } from './received-files';

type Entry = string | { name?: string; resolve?: string; config?: Record<string, unknown> };

const nameOf = (entry: Entry): string | undefined => (typeof entry === 'string' ? entry : entry.name);
/** Strapi reads no body of a DELETE; « supprimer mon compte » brings the password in one. */
const readingDelete = (entry: Entry): Exclude<Entry, string> => {
  const { config, ...other } = typeof entry === 'string' ? ({ name: entry } as Exclude<Entry, string>) : entry;
  return { ...other, config: { ...config, parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'] } };
};

/** Files of a form go where they are removed with the request. */
const receivingFiles = (entry: Exclude<Entry, string>): Entry => ({
  ...entry,
  config: { ...entry.config, formidable: { ...(entry.config?.formidable as object), ...formOptions() } },
});

const ours = (name: string) => `plugin::${PLUGIN_ID}.${name}`;

/**
 * The host's middlewares with ours in their places: the log without queries, what was not stored said before errors are,
 * queries guarded once they are read, and bodies guarded before and after they are read. Where this Strapi is `dedicated`,
 * also what was refused said as a refusal, and files asked who sends them and what they are.
 */
export const surround = (middlewares: Entry[], { dedicated }: { dedicated: boolean }): Entry[] =>
  middlewares.flatMap((entry): Entry[] => {
    switch (nameOf(entry)) {
      case 'strapi::logger':
        return [ours('access-log')];
      case 'strapi::errors':
        return [entry, ...(dedicated ? [ours('refusals')] : []), ours('not-stored')];
      case 'strapi::query':
        return [entry, ours('readable-query'), ours('no-secret-in-queries')];
      case 'strapi::body':
        return dedicated
          ? [
              ours('body-errors'),
              ours('files-door'),
              receivingFiles(readingDelete(entry)),
              ours('readable-text'),
              ours('images-only'),
            ]
          : [ours('body-errors'), readingDelete(entry), ours('readable-text')];
      default:
        return [entry];
    }
  });

/**
 * Puts the guards into the host's list, whatever that list is: no project that installs the plugin has to know that it
 * needs them. Called in `register`, before Strapi reads the list.
 */
export const guardRequests = (strapi: Core.Strapi): void => {
  const dedicated = strapi.plugin(PLUGIN_ID).config<boolean>('dedicated');
  strapi.config.set('middlewares', surround(strapi.config.get<Entry[]>('middlewares'), { dedicated }));
};
