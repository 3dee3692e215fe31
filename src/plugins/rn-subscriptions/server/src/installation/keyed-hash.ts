import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/**
 * A hash that only this application can make, the same on each of its servers: of `text`, for one `purpose`. The key is
 * the first of the application's keys; when that changes, what was hashed before is no longer recognised.
 */
export const keyedHash = (strapi: Core.Strapi, purpose: string, text: string): string => {
  const [key] = strapi.config.get<string[]>('server.app.keys');
  return createHmac('sha256', key).update(`rn-subscriptions\0${purpose}\0${text}`).digest('base64url');
};
