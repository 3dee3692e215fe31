import { fieldProblem, localeOf, tooManySentence } from './messages';

test.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['de-DE,de;q=0.9', 'fr'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['de, en;q=0.4, fr;q=0.6', 'fr'],
  ['fr;q=0, en;q=0.1', 'en'],
  ['*', 'fr'],
  ['x'.repeat(10_000), 'fr'],
])('Accept-Language %p is answered in %s', (header, expected) =>
  expect(localeOf(header as string | undefined)).toBe(expected)
);

test('a problem without a sentence of its own still gets one', () => {
  expect(fieldProblem('somethingNew', 'fr')).toMatch(/valeur/);
});

test.each([
  [1, '1 minute', '1 minute'],
  [61, '2 minutes', '2 minutes'],
  [3600, '60 minutes', '60 minutes'],
  [5401, '2 heures', '2 hours'],
  [86_400, '24 heures', '24 hours'],
])('%i seconds are told as %p', (seconds, french, english) => {
  expect(tooManySentence(seconds, 'fr')).toContain(`Réessayez dans ${french}.`);
  expect(tooManySentence(seconds, 'en')).toContain(`Try again in ${english}.`);
});
