import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages';
import { ACCOUNT_MAILS } from './account-mails';
import { MEDIATHEQUE_MAILS } from './mediatheque-mails';
import { STILL_TO_OPEN } from './phrases';
import { REGISTRATION_MAILS } from './registration-mails';
import { render, type Values } from './render';

export type Template = { subject: string; body: string };

/** What a template may speak of. A paragraph that is nothing but a link becomes a button in the HTML version. */
export const PLACEHOLDERS = [
  'patronName',
  'firstName',
  'people',
  'signInAddress',
  'newAddress',
  'guardianName',
  'mediatheque',
  'validFrom',
  'expiresOn',
  'erasedFrom',
  'reason',
  'requestLink',
  'websiteLink',
  'accountLink',
  'accountCode',
  'askedFor',
  'mostPeople',
  'registeredOn',
  'networkName',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/**
 * A version of a mail that does not show the account link, with the values of this very mail, gets it at its end: nobody is
 * left without. The word `accountLink` in its text is no link, nor is one that stands under a condition that is not met.
 */
export const withAccountLink = ({
  template,
  values,
  language,
}: {
  template: Template;
  values: Values;
  language: Locale;
}): Template => {
  const link = values.accountLink;
  if (!link || render({ template, values, locale: language }).text.includes(link)) return template;
  return { ...template, body: `${template.body}\n\n${STILL_TO_OPEN[language]}` };
};

/** The built-in mails. */
export const BUILT_IN: Record<MailKind, Record<Locale, Template>> = {
  ...REGISTRATION_MAILS,
  ...ACCOUNT_MAILS,
  ...MEDIATHEQUE_MAILS,
};
