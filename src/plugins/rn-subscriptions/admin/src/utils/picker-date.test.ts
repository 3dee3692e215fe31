import { fromPicker, toPicker, typedDay } from './picker-date';

const midnight = (year: number, month: number, day: number) => new Date(year, month - 1, day);

describe('days of the date picker', () => {
  it.each([
    ['1900-01-01', midnight(1900, 1, 1)],
    ['1911-03-11', midnight(1911, 3, 11)],
    ['2024-02-29', midnight(2024, 2, 29)],
    ['2026-03-29', midnight(2026, 3, 29)],
    ['2026-10-25', midnight(2026, 10, 25)],
  ])('keeps %s', (day, date) => {
    expect(fromPicker(date)).toBe(day);
    const shown = toPicker(day)!;
    expect([shown.getFullYear(), shown.getMonth(), shown.getDate()]).toEqual([date.getFullYear(), date.getMonth(), date.getDate()]);
  });

  it('has no day for nothing and for what is no day', () => {
    expect(fromPicker(undefined)).toBe('');
    expect(toPicker('')).toBeUndefined();
    expect(toPicker('2023-02-29')).toBeUndefined();
  });
});

describe('a typed date', () => {
  it.each([
    ['29/02/2024', '2024-02-29'],
    [' 1-3-1952 ', '1952-03-01'],
    ['31/02/2026', '2026-02-31'],
    ['99/99/9999', '9999-99-99'],
  ])('%s names %s', (text, day) => expect(typedDay(text)).toBe(day));

  it.each(['', '17', '17/05', '17/05/84', '17 mai 1984'])('%j is no whole date', (text) => expect(typedDay(text)).toBeNull());
});
