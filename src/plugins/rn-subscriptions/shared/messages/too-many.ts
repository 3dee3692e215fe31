import type { Locale } from './locale';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const UNITS = {
  hour: { fr: 'heure', en: 'hour' },
  minute: { fr: 'minute', en: 'minute' },
} satisfies Record<string, Record<Locale, string>>;

/** `seconds` as people say them: whole minutes, from an hour and a half on whole hours, never too few. */
const span = (seconds: number, locale: Locale): string => {
  const unit = seconds > 1.5 * HOUR ? 'hour' : 'minute';
  const count = Math.ceil(seconds / (unit === 'hour' ? HOUR : MINUTE));
  return `${count} ${UNITS[unit][locale]}${count > 1 ? 's' : ''}`;
};

type Telling = Record<Locale, (span: string) => string>;

const TOO_MANY: Telling = {
  fr: (span) => `Trop de demandes ont été faites en peu de temps. Réessayez dans ${span}.`,
  en: (span) => `Too many requests were made in a short time. Try again in ${span}.`,
};

const TOO_MANY_FROM_HERE: Telling = {
  fr: (span) =>
    `Trop de demandes ont été faites d’ici en peu de temps. Réessayez dans ${span}. Si vous êtes nombreux au même endroit, la médiathèque départementale peut ouvrir un atelier pour la journée.`,
  en: (span) =>
    `Too many requests were made from here in a short time. Try again in ${span}. If there are many of you in one place, the departmental library can open a workshop for the day.`,
};

/** The sentence for whoever asked too often and may ask again in `seconds`. */
export const tooManySentence = (seconds: number, locale: Locale): string => TOO_MANY[locale](span(seconds, locale));

/** The sentence where a whole place has asked too often, with what helps a class or a workshop. */
export const tooManyFromHereSentence = (seconds: number, locale: Locale): string =>
  TOO_MANY_FROM_HERE[locale](span(seconds, locale));
