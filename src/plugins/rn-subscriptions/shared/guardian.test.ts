import { guardianAfter, guardianProblems, isMinor } from './guardian';

const today = '2026-11-24';
const minorAge = 15;

test.each([
  ['the day before the birthday', '2011-11-25', true],
  ['on the birthday', '2011-11-24', false],
  ['the day after', '2011-11-23', false],
  ['on the day of birth', today, true],
  ['a grown-up', '1984-05-17', false],
])('below 15, %s: %p is %p', (_what, birthDate, expected) =>
  expect(isMinor({ birthDate, minorAge, day: today })).toBe(expected)
);

test.each([
  ['2027-02-27', true],
  ['2027-02-28', false],
])('who was born on 29 February 2012 is below 15 on %p: %p', (day, expected) =>
  expect(isMinor({ birthDate: '2012-02-29', minorAge, day })).toBe(expected)
);

test('with the age 0 nobody is a minor', () =>
  expect(isMinor({ birthDate: today, minorAge: 0, day: today })).toBe(false));

describe('what a page sends', () => {
  const given = { guardianName: 'Jeanne Dupont', guardianWording: '1' };
  const problems = (birthDate: string, sent: object, held?: object) =>
    Object.fromEntries(
      guardianProblems({ birthDate, given: sent, held, minorAge, today }).map(({ field, code }) => [field, code])
    );
  const [child, adult] = ['2016-03-02', '1984-05-17'];

  test.each([
    ['a child with name and agreement', child, given, undefined, {}],
    ['a child without', child, {}, undefined, { guardianName: 'guardianNeeded', guardianWording: 'agreementNeeded' }],
    ['a child with a name only', child, { guardianName: 'Jeanne' }, undefined, { guardianWording: 'agreementNeeded' }],
    [
      'a child with an agreement of nobody',
      child,
      { guardianWording: '1' },
      undefined,
      { guardianName: 'guardianNeeded' },
    ],
    ['a child whose guardian agreed before', child, {}, given, {}],
    [
      'another name without a new agreement',
      child,
      { guardianName: 'Paul Dupont' },
      given,
      { guardianWording: 'agreementNeeded' },
    ],
    ['an adult', adult, {}, undefined, {}],
    [
      'an adult with a guardian',
      adult,
      given,
      undefined,
      { guardianName: 'guardianNotNeeded', guardianWording: 'guardianNotNeeded' },
    ],
  ])('%s', (_what, birthDate, sent, held, expected) => expect(problems(birthDate, sent, held)).toEqual(expected));
});

describe('what a write leaves of a guardian', () => {
  const nobody = { guardianName: null, guardianAgreedOn: null, guardianWording: null };
  const jeanne = { guardianName: 'Jeanne Dupont', guardianAgreedOn: '2025-03-12', guardianWording: '1' };
  const child = { ...jeanne, birthDate: '2011-03-02' };
  const after = (before: typeof child | null, data: object) => guardianAfter({ before, data, minorAge, today });

  test('an agreement is of the day it is given', () => {
    expect(after(null, { birthDate: '2016-03-02', guardianName: 'Jeanne Dupont', guardianWording: '1' })).toEqual({
      ...jeanne,
      guardianAgreedOn: today,
    });
  });
  test('the same said again keeps its day', () =>
    expect(after(child, { guardianName: 'Jeanne Dupont', guardianWording: '1', birthDate: child.birthDate })).toEqual(
      jeanne
    ));
  test('another person, or another wording, is another agreement', () => {
    const young = { ...child, birthDate: '2016-03-02' };
    expect(after(young, { guardianName: 'Paul Dupont', guardianWording: '1' })).toEqual({
      guardianName: 'Paul Dupont',
      guardianAgreedOn: today,
      guardianWording: '1',
    });
    expect(after(young, { guardianName: 'Jeanne Dupont', guardianWording: '2' })).toMatchObject({
      guardianAgreedOn: today,
      guardianWording: '2',
    });
  });
  test('who has grown older keeps it, also when a digit of the birth date is corrected', () => {
    expect(after(child, {})).toEqual(jeanne);
    expect(after(child, { birthDate: '2011-03-03' })).toEqual(jeanne);
  });
  test('a birth date of somebody who was no minor then takes it away', () =>
    expect(after(child, { birthDate: '1984-05-17' })).toEqual(nobody));
  test('of an adult none is kept, and a script may take one away', () => {
    expect(after(null, { birthDate: '1984-05-17', guardianName: 'Jeanne Dupont', guardianWording: '1' })).toEqual(
      nobody
    );
    expect(after(child, { guardianName: null, guardianWording: null })).toEqual(nobody);
  });
});
