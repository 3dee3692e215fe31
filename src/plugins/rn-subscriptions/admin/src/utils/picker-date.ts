import { isCalendarDate } from '../../../shared/calendar-date';

const HALF_DAY = 12 * 60 * 60 * 1000;

/**
 * The design system's date picker speaks `Date` in the reader's time zone. Midday stands for the day, so that no change
 * of the clocks, nor the odd minutes of old time zones, moves it to a neighbour.
 */
export const toPicker = (day: string): Date | undefined => {
  if (!isCalendarDate(day)) return undefined;
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
};

/** The day (`YYYY-MM-DD`) that the picker means by midnight of the reader's time zone; '' for none. */
export const fromPicker = (midnight: Date | undefined): string => {
  if (!midnight) return '';
  const midday = new Date(midnight.getTime() + HALF_DAY);
  const parts = [midday.getFullYear(), midday.getMonth() + 1, midday.getDate()];
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');
};

/** The day (`YYYY-MM-DD`) that a whole date names, typed as day/month/year, whether or not it exists; null for less. */
export const typedDay = (text: string): string | null => {
  const [, day, month, year] = /^\s*(\d{1,2})\D(\d{1,2})\D(\d{4})\s*$/.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
};
