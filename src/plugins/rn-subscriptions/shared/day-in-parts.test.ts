import { dayInParts, partsOfWhole, readDayInParts } from './day-in-parts';

const parts = (text: string) => {
  const [day, month, year] = text.split('|');
  return { day, month, year };
};

test.each([
  ['17|5|1984', '1984-05-17'],
  ['07|06|1952', '1952-06-07'],
  ['29|2|1952', '1952-02-29'],
  [' 17 |\u200e5\u200e|1984', '1984-05-17'],
])('%j is %s', (typed, date) => expect(readDayInParts(parts(typed))).toEqual({ date }));

test.each([
  ['||', 'required', undefined],
  ['|5|1984', 'incomplete', 'day'],
  ['17||', 'incomplete', 'month'],
  ['17|5|', 'incomplete', 'year'],
  ['17|5|84', 'yearDigits', 'year'],
  ['17|5|0084', 'yearDigits', 'year'],
  ['17|5|19844', 'yearDigits', 'year'],
  ['12|31|1984', 'monthFirst', 'month'],
  ['17|55|1984', 'invalidMonth', 'month'],
  ['17|0|1984', 'invalidMonth', 'month'],
  ['30|2|1984', 'invalidDate', 'day'],
  ['0|5|1984', 'invalidDate', 'day'],
  ['171|5|1984', 'unreadableDate', 'day'],
  ['17/05|5|1984', 'unreadableDate', 'day'],
  ['17|mai|1984', 'unreadableDate', 'month'],
])('%j is none: %s', (typed, problem, part) => expect(readDayInParts(parts(typed))).toEqual({ problem, part }));

test.each([
  ['17/05/1984', '17|05|1984'],
  ['1984-05-17', '17|05|1984'],
  ['17051984', '17|05|1984'],
  [' 17 5 1984 ', '17|05|1984'],
  ['17 mai 1984', '17|05|1984'],
  ['17/05/12', '17|05|12'],
  ['31/02/1984', '31|02|1984'],
])('%j, pasted, is %s', (text, typed) => expect(partsOfWhole(text)).toEqual(parts(typed)));

test.each(['', '17', '1984', '17/05', 'le 17 mai', '1 2 3 4', 'Dupont'])('%j, pasted, stays as it is', (text) =>
  expect(partsOfWhole(text)).toBeNull()
);

test('a day is taken apart as it was put together', () => {
  expect(readDayInParts(dayInParts('1984-05-17'))).toEqual({ date: '1984-05-17' });
});
