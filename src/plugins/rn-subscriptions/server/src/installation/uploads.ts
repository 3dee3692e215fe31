import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { isDedicated } from './dedicated';

type Entry = string | { name?: string };

const NAME = `plugin::${PLUGIN_ID}.harmless-uploads`;

/** Whether files that somebody uploads are served from here as they are: by Strapi itself, and without the middleware that makes them harmless. */
export const runsUploads = (strapi: Core.Strapi): boolean => {
  if (isDedicated(strapi) || strapi.config.get('plugin::upload.provider', 'local') !== 'local') return false;
  return !strapi.config
    .get<Entry[]>('middlewares')
    .some((entry) => (typeof entry === 'string' ? entry : entry.name) === NAME);
};
