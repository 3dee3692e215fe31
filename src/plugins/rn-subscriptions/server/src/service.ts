import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared/permissions';

/** A service of this plugin, by its name in services/index.ts, with its type (services/types.ts). */
export const getService = <Name extends keyof RnServices>(
  strapi: Core.Strapi,
  name: Name
): ReturnType<RnServices[Name]> => strapi.plugin(PLUGIN_ID).service(name);
