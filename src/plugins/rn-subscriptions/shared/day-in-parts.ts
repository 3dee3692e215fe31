import { oneLine } from './invisible-text';
import { inOrder, isNumber, readDayParts, readTypedDate, splitDate, type TypedDateProblem } from './typed-date';

/**
 * A day that is typed in three fields, as the website's pages ask for a date of birth: what each field holds, read by the rules of
 * typed-date.ts, with the field to correct first.
 */

export type DayInParts = { day: string; month: string; year: string };
type Part = keyof DayInParts;
type DayProblem = 'required' | 'incomplete' | TypedDateProblem;

const PARTS: Part[] = ['day', 'month', 'year'];

const partToCorrect = (problem: TypedDateProblem, { day }: DayInParts): Part => {
  if (problem === 'yearDigits') return 'year';
  if (problem === 'monthFirst' || problem === 'invalidMonth') return 'month';
  return problem === 'unreadableDate' && /^\d{1,2}$/.test(day) ? 'month' : 'day';
};

/**
 * Returns `{ date }`, written `YYYY-MM-DD`, or `{ problem, part }`: what keeps the fields from meaning a day, and the one to
 * correct first; `required`, where all are empty, is of none.
 */
export const readDayInParts = (
  typed: DayInParts
): { date: string; problem?: undefined; part?: undefined } | { date?: undefined; problem: DayProblem; part?: Part } => {
  // Dates that are copied bring marks of direction along, which nobody sees.
  const parts: DayInParts = { day: oneLine(typed.day), month: oneLine(typed.month), year: oneLine(typed.year) };
  const empty = PARTS.filter((part) => parts[part] === '');
  if (empty.length === PARTS.length) return { problem: 'required' };
  if (empty.length > 0) return { problem: 'incomplete', part: empty[0] };
  const { day: date, problem } = readDayParts(parts);
  return problem ? { problem, part: partToCorrect(problem, parts) } : { date };
};

/** A day (`YYYY-MM-DD`) in three parts. */
export const dayInParts = (date: string): DayInParts => {
  const [year, month, day] = date.split('-');
  return { day, month, year };
};

/**
 * A whole date in one text (17/05/1984, 17051984, 17 mai 1984) in three parts, impossible ones too, so that what is wrong is said
 * beside it; null for anything else, which stays as it is.
 */
export const partsOfWhole = (text: string): DayInParts | null => {
  const { day } = readTypedDate(text);
  if (day) return dayInParts(day);
  const numbers = splitDate(text);
  return numbers.length === PARTS.length && numbers.every(isNumber) ? inOrder(numbers) : null;
};
