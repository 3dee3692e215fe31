import { tooManySentence } from './too-many';

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
