import { addDays } from '../../../shared/calendar-date';
import type { MailKind } from '../../../shared/contracts/admin';
import type { State } from '../../../shared/registration-state';
import type { MailFacts } from './facts';

type Now = {
  state: State;
  mediatheque: string;
  validFrom: string | null;
  expiresOn: string | null;
  deletionNoticeOn: string | null;
  account: { id: number; confirmed: boolean | null; newAddress: string | null } | null;
};

/**
 * What a mail that has left says when it is sent again, from what the registration holds `now`; null where it would say what is
 * no longer so, or where it was meant for an address that nothing refers to any more. `noticeDays` lie between the announcement of an erasure and its day.
 */
export const factsAgain = (input: {
  kind: MailKind;
  accountId: number | null;
  now: Now;
  noticeDays: number;
}): MailFacts | null => {
  const { kind, accountId, now, noticeDays } = input;
  const { state, mediatheque, validFrom, expiresOn, deletionNoticeOn } = now;
  const account = now.account?.id === accountId ? now.account : null;
  switch (kind) {
    case 'new-request':
    case 'receipt':
      return state === 'pending' ? { mediatheque } : null;
    case 'validated':
    case 'refused':
      return state === kind ? { mediatheque, validFrom, expiresOn } : null;
    case 'deletion-notice':
      return deletionNoticeOn ? { mediatheque, expiresOn, erasedFrom: addDays(deletionNoticeOn, noticeDays) } : null;
    case 'account-link':
      return account && !account.confirmed ? { mediatheque } : null;
    case 'confirm-new-address':
      return account?.newAddress ? { mediatheque } : null;
    case 'person-added':
      return account ? { mediatheque } : null;
    // What happened once, or went to where nobody is reached any more.
    case 'address-corrected':
    case 'person-unknown':
    case 'library-address-changed':
      return null;
  }
};
