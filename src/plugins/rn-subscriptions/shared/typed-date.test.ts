import { formatDate, formatDayFully } from './calendar-date';
import { fieldProblem, isFieldProblem } from './messages/field-problems';
import { readTypedDate, typedDate } from './typed-date';

test.each([
  ['25/12/2026'],
  ['25.12.2026'],
  ['25-12-2026'],
  ['25 12 2026'],
  ['25122026'],
  ['2026-12-25'],
  ['2026/12/25'],
  ['25 décembre 2026'],
  ['25 DÉCEMBRE 2026'],
  ['25 de\u0301cembre 2026'],
  ['25 dec 2026'],
  ['25 déc. 2026'],
  ['25-Dec-2026'],
  ['25dec2026'],
  ['25th December 2026'],
  ['December 25, 2026'],
  ['2026 December 25'],
  ['  25 / 12 / 2026 '],
  ['\u00a025\u00a0/\u202f12/2026\u00a0'],
  ['\u200e25\u200e/12/\u200e2026'],
  ['25/12/2026.'],
  ['25/12-2026'],
])('%j is 25 December 2026', (text) => expect(readTypedDate(text)).toEqual({ day: '2026-12-25' }));

test.each([
  ['1er janvier 2026', '2026-01-01'],
  ['1st January 2026', '2026-01-01'],
  ['1/1/2026', '2026-01-01'],
  ['29/02/2024', '2024-02-29'],
  ['3 juin 1951', '1951-06-03'],
  ['3 juil 1951', '1951-07-03'],
  ['3 jul 1951', '1951-07-03'],
  ['15 mar 1960', '1960-03-15'],
  ['15 aout 1960', '1960-08-15'],
  ['12/11/1984', '1984-11-12'],
])('%j is %s', (text, day) => expect(readTypedDate(text)).toEqual({ day }));

test.each([
  ['', 'required'],
  [' \u00a0', 'required'],
  ['25/12', 'yearMissing'],
  ['25/12/', 'yearMissing'],
  ['25 décembre', 'yearMissing'],
  ['décembre 25', 'yearMissing'],
  ['2512', 'yearMissing'],
  ['31/12/26', 'yearDigits'],
  ['17/05/12', 'yearDigits'],
  ['17 mai 12', 'yearDigits'],
  ['311226', 'yearDigits'],
  ['25/12/202', 'yearDigits'],
  ['25/12/20266', 'yearDigits'],
  ['25/12/0026', 'yearDigits'],
  ['25', 'monthMissing'],
  ['25/', 'monthMissing'],
  ['12/2026', 'dayMissing'],
  ['2026-12', 'dayMissing'],
  ['décembre 2026', 'dayMissing'],
  ['décembre', 'dayMissing'],
  ['2026', 'dayMissing'],
  ['12/31/2026', 'monthFirst'],
  ['12312026', 'monthFirst'],
  ['25/13/2026', 'invalidMonth'],
  ['25/00/2026', 'invalidMonth'],
  ['20261225', 'invalidMonth'],
  ['30/02/2026', 'invalidDate'],
  ['29/02/2026', 'invalidDate'],
  ['31 avril 2026', 'invalidDate'],
  ['00/12/2026', 'invalidDate'],
  ['32/12/2026', 'invalidDate'],
  ['25 jui 2026', 'unreadableDate'],
  ['demain', 'unreadableDate'],
  ['25/12/2026 14:30', 'unreadableDate'],
  ['2026-12-25T00:00:00Z', 'unreadableDate'],
  ['/25/12/2026', 'unreadableDate'],
  ['25//12/2026', 'unreadableDate'],
  ['25/12/2026/1', 'unreadableDate'],
  ['2512202', 'unreadableDate'],
  ['125/12/2026', 'unreadableDate'],
  ['25 12 décembre 2026', 'unreadableDate'],
  ['mai juin 2026', 'unreadableDate'],
  ['２５/１２/２０２６', 'unreadableDate'],
  ['l’an dernier', 'unreadableDate'],
])('%j is no day: %s', (text, problem) => {
  expect(readTypedDate(text)).toEqual({ problem });
  expect(isFieldProblem(problem)).toBe(true);
});

test('what is missing of the year is said in full', () => {
  expect(fieldProblem('yearMissing', 'fr')).toBe('Il manque l’année, en quatre chiffres.');
  expect(fieldProblem('yearDigits', 'fr')).toContain('l’année en quatre chiffres');
});

/** Every day of some years, so that no text that this page itself writes is ever misread. */
test('every day is understood again as it is written, in numbers and in words', () => {
  const day = new Date(Date.UTC(2023, 11, 31));
  for (let count = 0; count < 800; count++) {
    const date = day.toISOString().slice(0, 10);
    for (const text of [
      typedDate(date),
      typedDate(date).replaceAll('/', ''),
      formatDate(date, 'fr'),
      formatDate(date, 'en'),
      date,
    ])
      expect([text, readTypedDate(text)]).toEqual([text, { day: date }]);
    day.setUTCDate(day.getUTCDate() + 1);
  }
});

test('a day is written in full with its weekday', () => {
  expect([formatDayFully('2026-12-25', 'fr'), formatDayFully('2026-01-01', 'fr')]).toEqual([
    'vendredi 25 décembre 2026',
    'jeudi 1er janvier 2026',
  ]);
  expect(formatDayFully('2026-12-25', 'en')).toBe('Friday 25 December 2026');
  expect([typedDate('1984-05-17'), typedDate(null), typedDate('')]).toEqual(['17/05/1984', '', '']);
});
