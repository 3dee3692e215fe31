import type { MailFailure } from '../../../shared/contracts/admin';
import { isRefusal } from './retry';

const BY_CODE: Record<string, MailFailure> = {
  LIBRARY_WITHOUT_ADDRESS: 'noAddress',
  REGISTRATION_GONE: 'gone',
  ACCOUNT_GONE: 'gone',
  RECEIVER_REFUSED: 'receiverRefused',
  STOPPED_BY_HOST: 'stoppedByHost',
};

/** Why a mail has not left, for a reader, from the code that retry.ts made of the fault. */
export const failureOf = (errorCode: string): MailFailure => {
  if (BY_CODE[errorCode]) return BY_CODE[errorCode];
  if (isRefusal(errorCode)) return 'serverRefuses';
  if (/ RCPT /.test(errorCode)) return 'receiverRefused';
  if (/ (DATA|API) /.test(errorCode)) return 'messageRefused';
  return 'serverAway';
};
