import { isCalendarDate } from './calendar-date';

/**
 * A date as people type it, day first. A text is understood completely or not at all: nothing is guessed, no year is completed, and
 * whoever typed it is told what is missing. The order of the numbers is that of France and of the United Kingdom; a year of four
 * digits in front is the order of ISO 8601.
 */

/** What keeps a text from being a day; each code has its sentence in messages/field-problems.ts. */
export type TypedDateProblem =
  | 'required'
  | 'yearMissing'
  | 'yearDigits'
  | 'monthMissing'
  | 'dayMissing'
  | 'monthFirst'
  | 'invalidMonth'
  | 'invalidDate'
  | 'unreadableDate';

export type TypedDate = { day: string; problem?: undefined } | { day?: undefined; problem: TypedDateProblem };

const MONTHS = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
];

/** Whether a part of a date is digits and nothing else. */
export const isNumber = (part: string | undefined): boolean => /^\d+$/.test(part ?? '');
const isShort = (part: string): boolean => /^\d{1,2}$/.test(part);
const isYear = (part: string): boolean => /^\d{4}$/.test(part);

/** The number of a month from its name or the beginning of it, in French or English without accents; null where it is none, or several. */
const monthOf = (word: string): string | null => {
  const found = MONTHS.flatMap((names, index) =>
    word.length >= 3 && names.some((name) => name.startsWith(word)) ? [index + 1] : []
  );
  return found.length === 1 ? String(found[0]) : null;
};

/** The numbers and words of a typed date; what only programs see (marks of direction, no-break spaces) and accents do not count. */
export const splitDate = (text: string): string[] => {
  const plain = text
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/(\d)(er|st|nd|rd|th)(?![a-z])/g, '$1')
    .replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, '$& ');
  // A separator at the end: the next part is still to come.
  return plain.replace(/\s*[/.,‐‑–-]$/, '').split(/\s*[/.,‐‑–-]\s*|\s+/);
};

/** The day that a day, a month and a year mean, each in digits, or what keeps them from meaning one. */
export const readDayParts = ({ day, month, year }: { day: string; month: string; year: string }): TypedDate => {
  if (!isShort(day) || !isShort(month)) return { problem: 'unreadableDate' };
  if (!isYear(year) || Number(year) < 1000) return { problem: 'yearDigits' };
  if (Number(month) > 12 && Number(month) <= 31 && Number(day) >= 1 && Number(day) <= 12)
    return { problem: 'monthFirst' };
  if (Number(month) < 1 || Number(month) > 12) return { problem: 'invalidMonth' };
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? { day: date } : { problem: 'invalidDate' };
};

const ofDigits = (digits: string): TypedDate => {
  if (digits.length === 8)
    return readDayParts({ day: digits.slice(0, 2), month: digits.slice(2, 4), year: digits.slice(4) });
  if (digits.length === 6) return { problem: 'yearDigits' };
  if (digits.length === 4) return { problem: /^(19|20)/.test(digits) ? 'dayMissing' : 'yearMissing' };
  return { problem: isShort(digits) ? 'monthMissing' : 'unreadableDate' };
};

const ofTwo = ([first, second]: string[], isNamed: boolean): TypedDate => {
  if (isYear(first) || isYear(second)) return { problem: 'dayMissing' };
  return { problem: isShort(first) && (isNamed || isShort(second)) ? 'yearMissing' : 'unreadableDate' };
};

/** Three numbers as a day, a month and a year: day first, unless a year of four digits stands in front. */
export const inOrder = (numbers: string[]): { day: string; month: string; year: string } => {
  const [day, month, year] = isYear(numbers[0]) ? [...numbers].reverse() : numbers;
  return { day, month, year };
};

/** The day (`YYYY-MM-DD`) that a typed text means, or what keeps it from meaning one. */
export const readTypedDate = (text: string): TypedDate => {
  const parts = splitDate(text);
  if (parts.length === 1 && parts[0] === '') return { problem: 'required' };
  const name = parts.findIndex((part) => monthOf(part) !== null);
  const numbers = parts.filter((_part, index) => index !== name);
  if (!numbers.every(isNumber)) return { problem: 'unreadableDate' };
  if (name >= 0) {
    const month = monthOf(parts[name])!;
    if (numbers.length === 0) return { problem: 'dayMissing' };
    if (numbers.length === 1) return ofTwo([numbers[0], month], true);
    if (numbers.length > 2 || name === 2) return { problem: 'unreadableDate' };
    const [day, year] = isYear(numbers[0]) ? [numbers[1], numbers[0]] : numbers;
    return readDayParts({ day, month, year });
  }
  if (parts.length === 1) return ofDigits(parts[0]);
  if (parts.length === 2) return ofTwo(parts, false);
  if (parts.length > 3) return { problem: 'unreadableDate' };
  return readDayParts(inOrder(parts));
};

/** A day (`YYYY-MM-DD`) as people type it, `25/12/2026`; '' for none. */
export const typedDate = (day: string | null): string => (day ?? '').split('-').reverse().join('/');
