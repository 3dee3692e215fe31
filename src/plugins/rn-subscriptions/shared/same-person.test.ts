import { isSamePerson } from './same-person';

const noe = { lastName: 'Dupont-Lévêque', firstName: 'Noé', birthDate: '2016-03-02' };

test.each([
  ['the same', noe, true],
  ['other case, accents and spaces', { ...noe, lastName: ' DUPONT-LEVEQUE', firstName: 'noe ' }, true],
  ['another first name', { ...noe, firstName: 'Léa' }, false],
  ['a namesake of another age', { ...noe, birthDate: '1980-03-02' }, false],
])('%s: %p', (_what, other, expected) => expect(isSamePerson(noe, other)).toBe(expected));
