import type { Locale } from '../../../shared/messages/locale';

type Words = Record<Locale, string>;

/** What somebody has to know of an installation: why it does not start (`refuse`), or what will not work in it (`warn`). */
export type Finding = {
  /** kebab-case, stable: for programs */
  code: string;
  severity: 'refuse' | 'warn';
  /** what is wrong, without a full stop */
  sentence: Words;
  /** what shows it: a query or a command to paste; null where the sentence says all */
  how: string | null;
  /** what to do about it, without a full stop */
  mend: Words;
};

/** A finding as a log has it: what is wrong, what to do, and what shows it. */
export const inOneLine = ({ sentence, how, mend }: Finding, locale: Locale = 'en'): string => {
  const see = { fr: ' Pour le voir : ', en: ' To see it: ' };
  return `${sentence[locale]}${locale === 'fr' ? ' : ' : ': '}${mend[locale]}.${how ? see[locale] + how : ''}`;
};
