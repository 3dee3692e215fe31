import { localeOf } from './locale';

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
