import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages/locale';
import type { MailFacts } from './facts';

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
