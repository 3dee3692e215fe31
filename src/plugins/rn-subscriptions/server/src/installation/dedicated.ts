import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';

/**
 * Whether this Strapi serves nothing but the plugin, which then protects all of it. Elsewhere the plugin is a guest: it touches its own
 * routes, types, tables and accounts only. docs/global-effects.md says of each effect which of the two it takes.
 */
export const isDedicated = (strapi: Core.Strapi): boolean => strapi.plugin(PLUGIN_ID).config<boolean>('dedicated');
