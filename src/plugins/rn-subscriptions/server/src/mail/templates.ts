import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages';
import { ACCOUNT_MAILS } from './account-mails';
import { STILL_TO_CONFIRM } from './phrases';
import { REGISTRATION_MAILS } from './registration-mails';

export type Template = { subject: string; body: string };

/** What a template may speak of. A paragraph that is nothing but a link becomes a button in the HTML version. */
export const PLACEHOLDERS = [
  'patronName',
  'firstName',
  'people',
  'signInAddress',
  'guardianName',
  'mediatheque',
  'validFrom',
  'expiresOn',
  'erasedFrom',
  'reason',
  'requestLink',
  'websiteLink',
  'confirmationLink',
  'passwordLink',
  'networkName',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A version of a mail that says nothing of the confirmation gets it at its end: nobody is left without the link. */
export const withConfirmation = ({ template, language }: { template: Template; language: Locale }): Template =>
  template.body.includes('confirmationLink') ? template : { ...template, body: `${template.body}\n\n${STILL_TO_CONFIRM[language]}` };

/** The built-in mails. */
export const BUILT_IN: Record<MailKind, Record<Locale, Template>> = { ...REGISTRATION_MAILS, ...ACCOUNT_MAILS };
