const pad = (text, length) => text.padStart(length, '0');

/** Whether this year, month (1–12) and day, given as numbers, name a day that exists. */
const exists = (year, month, day) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/**
 * Reads a day typed in three parts (texts). Returns `{ date }`, written YYYY-MM-DD, or `{ problem, part }`: a code
 * (`required`, `incomplete`, `year`, `impossible`) and, except for `required`, the part to mend first.
 */
export const readDay = ({ day, month, year }) => {
  const parts = { day: day.trim(), month: month.trim(), year: year.trim() };
  const empty = ['day', 'month', 'year'].filter((part) => parts[part] === '');
  if (empty.length === 3) return { problem: 'required' };
  if (empty.length > 0) return { problem: 'incomplete', part: empty[0] };
  if (!/^\d{1,2}$/.test(parts.day)) return { problem: 'impossible', part: 'day' };
  if (!/^\d{1,2}$/.test(parts.month) || parts.month > 12) return { problem: 'impossible', part: 'month' };
  if (!/^\d{4}$/.test(parts.year)) return { problem: 'year', part: 'year' };
  if (!exists(Number(parts.year), Number(parts.month), Number(parts.day))) return { problem: 'impossible', part: 'day' };
  return { date: `${parts.year}-${pad(parts.month, 2)}-${pad(parts.day, 2)}` };
};

/** A day (YYYY-MM-DD) in the three parts that {@link readDay} reads. */
export const partsOf = (date) => {
  const [year, month, day] = date.split('-');
  return { day, month, year };
};

const utc = (date) => new Date(`${date}T00:00:00Z`);

const PARIS_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day it is in Paris, written YYYY-MM-DD. */
export const todayAsText = () => PARIS_DAY.format();

/** Whether somebody born on `date` (YYYY-MM-DD) is younger than `age` years today in Paris; the server has the last word. */
export const isMinor = (date, age) => {
  const [year, month, day] = date.split('-').map(Number);
  const birthday = `${year + age}${exists(year + age, month, day) ? date.slice(4) : '-02-28'}`;
  return todayAsText() < birthday;
};

/** The day after `date`; takes and returns YYYY-MM-DD. */
export const dayAfter = (date) => {
  const next = utc(date);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};

/** A day (YYYY-MM-DD) in words: « 1er février 2025 », “1 February 2025”. */
export const inWords = (date, language) => {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'UTC', dateStyle: 'long' });
  const words = format.format(utc(date));
  return language === 'fr' ? words.replace(/^1 /, '1er ') : words;
};
