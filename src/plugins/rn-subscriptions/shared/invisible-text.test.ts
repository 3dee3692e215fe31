import { hasInvisible, oneLine } from './invisible-text';

test.each(['a\nb', 'a\r\nb', 'a\tb', '\u202eab', 'a\u200bb', 'a\u2028b', 'a\0b', '\ufeffa', 'a\ud800'])(
  '%j holds what people cannot see, and is one line without it',
  (text) => {
    expect(hasInvisible(text)).toBe(true);
    expect(hasInvisible(oneLine(text))).toBe(false);
    expect(oneLine(text).replace(' ', '')).toBe(text.replace(/[^ab]/g, ''));
  }
);

test('letters, joiners, emoji and no-break spaces are seen', () => {
  for (const text of ['Œuvre « à »', 'می\u200cخواهم', '👩\u200d👧', 'a\u00a0: b'])
    expect(hasInvisible(text)).toBe(false);
  expect(oneLine('  Crèvecœur   le Grand ')).toBe('Crèvecœur le Grand');
});
