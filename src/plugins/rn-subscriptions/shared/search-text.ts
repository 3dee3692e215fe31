import { SEARCHED_NAMES, type Person } from './person-fields';

/** Text as it is searched: no accents, no case, ligatures opened, one space between words; « Hélène LE  GŒUFF » is “helene le goeuff”. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[’ʼ]/g, "'")
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();

/** What a registration is found by: its fields that are searched, in their order. */
export const searchTextOf = (person: Partial<Person>): string =>
  normalise(SEARCHED_NAMES.map((name) => person[name] ?? '').join(' '));

/** The words that must all be found, in any order and inside longer words. */
export const searchWords = (query: string): string[] => normalise(query).split(' ').filter(Boolean).slice(0, 8);
