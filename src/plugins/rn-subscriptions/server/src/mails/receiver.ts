import { MAIL_GOES_TO } from '../../../shared/mail-receivers';
import type { OutboxMail } from './outbox-mail';

/**
 * The address that a mail goes to as things stand, of what it is about; null where that is gone or has none. A library without an
 * address must not lose a request: `networkEmail` gets it.
 */
export const addressOf = (input: {
  mail: Pick<OutboxMail, 'kind' | 'facts'>;
  registration: { email: string } | null | undefined;
  account: { email: string; newAddress: string | null } | null | undefined;
  mediatheque: { email: string | null } | null | undefined;
  networkEmail: string | undefined;
}): string | null => {
  const { mail, registration, account, mediatheque, networkEmail } = input;
  switch (MAIL_GOES_TO[mail.kind]) {
    case 'library':
      return mediatheque?.email || networkEmail || null;
    case 'account':
      return account?.email ?? null;
    case 'newAddress':
      return account?.newAddress ?? null;
    case 'patron':
    case 'formerAddress':
    case 'formerLibraryAddress':
      return mail.facts?.to ?? registration?.email ?? null;
  }
};
