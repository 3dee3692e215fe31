import type { MailKind } from './contracts/admin';

/**
 * Whom a mail goes to: the `patron` of its registration, the `account` that it is about or the `newAddress` that this one
 * moves to, the `library`, or who had the `formerAddress` of a registration or the `formerLibraryAddress`.
 */
export type MailReceiver = 'patron' | 'account' | 'newAddress' | 'library' | 'formerAddress' | 'formerLibraryAddress';

/** Whom each mail goes to; where that is nobody's any more, it goes to nobody. */
export const MAIL_GOES_TO: Record<MailKind, MailReceiver> = {
  'new-request': 'library',
  receipt: 'patron',
  validated: 'patron',
  refused: 'patron',
  'deletion-notice': 'patron',
  'address-corrected': 'formerAddress',
  'account-link': 'account',
  'confirm-new-address': 'newAddress',
  'person-added': 'account',
  'person-unknown': 'library',
  'library-address-changed': 'formerLibraryAddress',
};
