import type { Core } from '@strapi/strapi';
import { keyedHash } from '../utils/keyed-hash';

/** How long the link to choose a new password opens after its mail was sent, in hours; the mail says so too. */
export const PASSWORD_LINK_HOURS = 24;

/**
 * What whoever reads this mail (its documentId) to this address can choose a new password with. Derived and not drawn, so
 * that it is at rest nowhere, and that a mail that is written twice bears one link.
 */
export const passwordToken = (strapi: Core.Strapi, { mail, email }: { mail: string; email: string }): string =>
  keyedHash(strapi, 'password-link', `${mail}\0${email}`);
