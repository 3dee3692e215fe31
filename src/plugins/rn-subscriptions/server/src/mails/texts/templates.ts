import type { MailKind } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages/locale';
import { ACCOUNT_MAILS } from './account-mails';
import { MEDIATHEQUE_MAILS } from './mediatheque-mails';
import { STILL_TO_OPEN } from './phrases';
import { REGISTRATION_MAILS } from './registration-mails';
import { render, type Values } from './render';
import type { Template } from './template';

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
