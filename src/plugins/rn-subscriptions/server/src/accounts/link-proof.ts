import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { CODE_DIGITS } from '../../../shared/limits';
import { keyedHash } from '../installation/keyed-hash';

/**
 * What whoever reads this mail (its documentId) to this address can open the account with. Derived and not drawn, so that it is at
 * rest nowhere, and that a mail that is written twice bears one link.
 */
export const linkToken = (strapi: Core.Strapi, { mail, address }: { mail: string; address: string }): string =>
  keyedHash(strapi, 'account-link', `${mail}\0${address}`);

/** The digits that stand for a link where its address does not arrive whole. */
export const linkCode = (strapi: Core.Strapi, token: string): string =>
  String(
    Buffer.from(keyedHash(strapi, 'account-link-code', token), 'base64url').readUInt32BE() % 10 ** CODE_DIGITS
  ).padStart(CODE_DIGITS, '0');

/** What is kept of a token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** What is kept of the address that a link was mailed to. */
export const addressHash = (strapi: Core.Strapi, address: string): string =>
  keyedHash(strapi, 'account-link-address', address.toLowerCase());

/** What is kept of a code, for this address. */
export const codeHash = (strapi: Core.Strapi, { code, address }: { code: string; address: string }): string =>
  keyedHash(strapi, 'account-link-code-of', `${address.toLowerCase()}\0${code}`);
