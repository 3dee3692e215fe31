import type { Core } from '@strapi/strapi';
import { keyedHash } from '../utils/keyed-hash';

/** How long the link of a mail opens after that mail was sent, in hours; the mails say so too. */
export const CONFIRMATION_HOURS = 48;

type Account = { documentId: string; email: string };

/**
 * What whoever reads the mails of this address can prove it with. Derived and not drawn, so that it is at rest nowhere and
 * that every mail to one account bears the same link, however often it is written; another address gives another.
 */
export const confirmationToken = (strapi: Core.Strapi, { documentId, email }: Account): string =>
  keyedHash(strapi, 'address-confirmation', `${documentId}\0${email}`);

/** The same for the address that the account is to move to, once whoever reads its mails agrees. */
export const newAddressToken = (strapi: Core.Strapi, { documentId, newAddress }: { documentId: string; newAddress: string }): string =>
  keyedHash(strapi, 'new-address', `${documentId}\0${newAddress}`);
