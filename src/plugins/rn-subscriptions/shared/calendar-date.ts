/**
 * Dates are days, written `YYYY-MM-DD`, from end to end: text of this form sorts and compares as dates do,
 * and no time zone can move it. Only {@link daysIn} knows time zones.
 */

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const write = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

const read = (date: string) => {
  const [, year, month, day] = (FORM.exec(date) ?? []).map(Number);
  return { year, month, day };
};

/** Whether a value is a day that exists, written `YYYY-MM-DD` (years 1000 to 9999). */
export const isCalendarDate = (value: unknown): value is string => {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  const { year, month, day } = read(value);
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** Whose midnight begins a day, unless the network lives elsewhere. */
export const DEFAULT_TIME_ZONE = 'Europe/Paris';

/** Whether this is the name of a time zone, as IANA has it: `America/Martinique`. */
export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

/** What says of a moment which day it is in `timeZone` (an IANA name), as `YYYY-MM-DD`, whatever the zone of the machine. */
export const daysIn = (timeZone: string): ((at: Date) => string) => {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => day.format(at);
};

const inParis = daysIn(DEFAULT_TIME_ZONE);

/** The day it is at `now` where no other zone is set, as `YYYY-MM-DD`. */
export const todayInParis = (now: Date = new Date()): string => inParis(now);

/**
 * The same day `months` calendar months later, at most the last day of that month: 2024-02-29 + 12 is 2025-02-28.
 * Takes and returns `YYYY-MM-DD`; `months` may be negative.
 */
export const addMonths = (date: string, months: number): string => {
  const { year, month, day } = read(date);
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  const toMonth = (count % 12) + 1;
  return write(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
};

/** The day `days` days later; takes and returns `YYYY-MM-DD`, `days` may be negative. */
export const addDays = (date: string, days: number): string => {
  const { year, month, day } = read(date);
  const to = new Date(Date.UTC(year, month - 1, day + days));
  return write(to.getUTCFullYear(), to.getUTCMonth() + 1, to.getUTCDate());
};

const IN_WORDS = {
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }),
};
const WEEKDAY = {
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', weekday: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long' }),
};

const midnight = (date: string): Date => {
  const { year, month, day } = read(date);
  return new Date(Date.UTC(year, month - 1, day));
};

/** `date` (`YYYY-MM-DD`) in the words of a reader: « 28 février 2025 », “28 February 2025”. */
export const formatDate = (date: string, locale: 'fr' | 'en'): string => {
  const written = IN_WORDS[locale].format(midnight(date));
  // French writes the first of a month as an ordinal; Intl does not.
  return locale === 'fr' ? written.replace(/^1 /, '1er ') : written;
};

/** The same with the day of the week: « vendredi 28 février 2025 », “Friday 28 February 2025”. */
export const formatDayFully = (date: string, locale: 'fr' | 'en'): string =>
  `${WEEKDAY[locale].format(midnight(date))} ${formatDate(date, locale)}`;
