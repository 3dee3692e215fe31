import type { MailKind, MailState } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages/locale';
import type { MailFacts } from './facts';

/** Of mails that have not left and are going to. */
export const UNSENT = ['waiting', 'sending'] as const satisfies MailState[];

export type OutboxMail = {
  id: number;
  documentId: string;
  kind: MailKind;
  dedupeKey: string;
  registration: string | null;
  accountId: number | null;
  language: Locale;
  facts: MailFacts | null;
  attempts: number;
  withReason: boolean;
};
