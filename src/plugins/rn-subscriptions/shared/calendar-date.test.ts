import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { addDays, addMonths, daysIn, formatDate, isCalendarDate, isTimeZone, todayInParis } from './calendar-date';

describe('a calendar date', () => {
  test.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-03-01', 12, '2024-03-01'],
    ['2024-08-31', 6, '2025-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2024-02-29', 48, '2028-02-29'],
  ])('%s and %i calendar months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2026-01-31', 30, '2026-03-02'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2025-12-31', 1, '2026-01-01'],
    // The days the clocks change are days like others.
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-04-31', false],
    ['24-04-01', false],
    ['2024-4-1', false],
    ['2024-04-01T00:00', false],
    [20240401, false],
    [null, false],
    ['0999-01-01', false],
  ])('%p is one: %p', (value, expected) => expect(isCalendarDate(value)).toBe(expected));

  test('today is the day in Paris, in winter and in summer', () => {
    expect(todayInParis(new Date('2026-02-28T22:30:00Z'))).toBe('2026-02-28');
    expect(todayInParis(new Date('2026-02-28T23:30:00Z'))).toBe('2026-03-01');
    expect(todayInParis(new Date('2026-06-30T21:30:00Z'))).toBe('2026-06-30');
    expect(todayInParis(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
  });

  test('a moment lies in the day of the zone that is asked for', () => {
    const at = new Date('2026-02-28T23:30:00Z');
    expect(
      ['Europe/Paris', 'America/Martinique', 'Indian/Reunion', 'Pacific/Noumea'].map((zone) => daysIn(zone)(at))
    ).toEqual(['2026-03-01', '2026-02-28', '2026-03-01', '2026-03-01']);
  });

  test.each([
    ['Europe/Paris', true],
    ['America/Guadeloupe', true],
    ['Europe/Pari', false],
    ['', false],
  ])('whether %p is a time zone', (name, isOne) => {
    expect(isTimeZone(name)).toBe(isOne);
  });

  test('is written in the words of its reader', () => {
    expect(formatDate('2025-02-28', 'fr')).toBe('28 février 2025');
    expect(formatDate('2025-02-28', 'en')).toBe('28 February 2025');
    expect([formatDate('2025-03-01', 'fr'), formatDate('2025-03-01', 'en')]).toEqual(['1er mars 2025', '1 March 2025']);
  });
});

/** What a process in `zone` answers at 23:30 and at 00:30 of that zone: a real process, since a time zone is set at its start. */
const inZone = (zone: string) => {
  const script = `
    const { transformFileSync } = require('@swc/core');
    const load = (file) => {
      const exports = {}, module = { exports };
      new Function('require', 'exports', 'module', transformFileSync(file, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }).code)(
        (name) => load(require('path').resolve(require('path').dirname(file), name + '.ts')), exports, module);
      return module.exports;
    };
    const dir = ${JSON.stringify(__dirname)};
    const { addMonths, formatDate, todayInParis } = load(dir + '/calendar-date.ts');
    const { entitlement } = load(dir + '/entitlement.ts');
    const validated = { state: 'validated', expiresOn: '2025-02-28', addressConfirmed: true };
    const at = (instant) => { const today = todayInParis(new Date(instant)); return [today, entitlement(validated, today).open]; };
    console.log(JSON.stringify({
      expiry: addMonths('2024-02-29', 12),
      written: formatDate('2025-02-28', 'fr'),
      // 23:30 and 00:30 of the local zone, around the last day, and the same moments in Paris
      lateParis: at('2025-02-28T22:30:00Z'), earlyParis: at('2025-02-28T23:30:00Z'),
      lateHere: at(new Date(2025, 1, 28, 23, 30).toISOString()), earlyHere: at(new Date(2025, 1, 28, 0, 30).toISOString()),
    }));`;
  const output = execFileSync(process.execPath, ['-e', script], {
    env: { ...process.env, TZ: zone },
    cwd: path.resolve(__dirname),
  });
  return JSON.parse(output.toString());
};

describe.each(['UTC', 'Europe/Paris', 'America/Guadeloupe'])('on a machine in %s', (zone) => {
  test('the expiry, the last day and the day after are the same', () => {
    const answer = inZone(zone);
    expect(answer).toMatchObject({
      expiry: '2025-02-28',
      written: '28 février 2025',
      lateParis: ['2025-02-28', true],
      earlyParis: ['2025-03-01', false],
      earlyHere: ['2025-02-28', true],
    });
    // 23:30 of the last day in Paris is still that day; in UTC and Guadeloupe Paris has begun the next one.
    expect(answer.lateHere).toEqual(zone === 'Europe/Paris' ? ['2025-02-28', true] : ['2025-03-01', false]);
  });
});
