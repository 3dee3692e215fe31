const pad = (text, length) => text.padStart(length, '0');

/** Whether this year, month (1–12) and day, given as numbers, name a day that exists. */
const exists = (year, month, day) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** What only programs see, such as the marks of direction that copied dates bring along. */
const INVISIBLE = /\p{Cf}/gu;

const withoutInvisible = (text) => text.replace(INVISIBLE, '').trim();

/**
 * Reads a day typed in three parts (texts). Returns `{ date }`, written YYYY-MM-DD, or `{ problem, part }`: a code
 * (`required`, `incomplete`, `year`, `monthFirst`, `impossible`) and, except for `required`, the part to correct first.
 */
export const readDay = ({ day, month, year }) => {
  const parts = { day: withoutInvisible(day), month: withoutInvisible(month), year: withoutInvisible(year) };
  const empty = ['day', 'month', 'year'].filter((part) => parts[part] === '');
  if (empty.length === 3) return { problem: 'required' };
  if (empty.length > 0) return { problem: 'incomplete', part: empty[0] };
  if (!/^\d{1,2}$/.test(parts.day)) return { problem: 'impossible', part: 'day' };
  if (!/^\d{1,2}$/.test(parts.month)) return { problem: 'impossible', part: 'month' };
  if (!/^[1-9]\d{3}$/.test(parts.year)) return { problem: 'year', part: 'year' };
  if (parts.month > 12)
    return { problem: parts.month <= 31 && parts.day <= 12 ? 'monthFirst' : 'impossible', part: 'month' };
  if (!exists(Number(parts.year), Number(parts.month), Number(parts.day)))
    return { problem: 'impossible', part: 'day' };
  return { date: `${parts.year}-${pad(parts.month, 2)}-${pad(parts.day, 2)}` };
};

/** A whole date in one text (17/05/1984, 17051984, 1984-05-17) in the three parts that {@link readDay} reads; null for anything else. */
export const partsOfWhole = (text) => {
  const plain = withoutInvisible(text);
  const [, ...dayFirst] =
    /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*(\d{1,4})$/.exec(plain) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(plain) ??
    [];
  const [, ...yearFirst] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(plain) ?? [];
  const [day, month, year] = dayFirst.length ? dayFirst : yearFirst.reverse();
  return year ? { day, month, year } : null;
};

/** A day (YYYY-MM-DD) in the three parts that {@link readDay} reads. */
export const partsOf = (date) => {
  const [year, month, day] = date.split('-');
  return { day, month, year };
};

const utc = (date) => new Date(`${date}T00:00:00Z`);

const PARIS_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

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
