import { normalise, searchTextOf, searchWords } from './search-text';

test.each([
  ['Hélène', 'helene'],
  ['  LE   GŒUFF ', 'le goeuff'],
  ['Straße', 'strasse'],
  ['D’Artagnan', "d'artagnan"],
  ['Ángel\u0000Núñez', 'angel nunez'],
])('%s is searched as %s', (text, expected) => expect(normalise(text)).toBe(expected));

test('a registration is found by names, e-mail and card number', () => {
  const text = searchTextOf({
    lastName: 'Dupont',
    firstName: 'Hélène',
    email: 'h.dupont@example.com',
    cardNumber: 'C-42',
  });
  for (const query of ['dupon', 'HELENE dupont', 'example.com', 'c-42']) {
    expect(searchWords(query).every((word) => text.includes(word))).toBe(true);
  }
  expect(searchWords('   ')).toEqual([]);
});

test('eight words are looked for, and no ninth: each costs the database a comparison of every row', () =>
  expect(searchWords('a b c d e f g h i j')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']));
