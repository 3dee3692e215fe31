import { decode } from './decode';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('decode', () => {
  it('reads UTF-8 with and without a byte-order mark', () => {
    expect(decode(utf8('é'))).toBe('é');
    expect(decode(utf8('\uFEFFé'))).toBe('é');
  });

  it('names the first line that is Latin-1, and how to convert', () => {
    expect(() => decode(latin1('Ville\nBeauvais\nCompiègne\nMéru\n'))).toThrow(/^Ligne 3 : .*iconv -f WINDOWS-1252/);
    expect(() => decode(latin1('Méru'))).toThrow(/^Ligne 1 /);
  });

  it.each([
    ['UTF-16 with a mark', Uint8Array.of(0xff, 0xfe, 0x43, 0), /UTF-16/],
    ['UTF-16 without a mark', Uint8Array.of(0x43, 0, 0x50, 0), /UTF-16/],
    ['a spreadsheet', Uint8Array.of(0x50, 0x4b, 3, 4), /classeur/],
    ['an empty file', new Uint8Array(), /vide/],
    ['a letter lost in a conversion', utf8('Ville\nM\uFFFDru'), /^Ligne 2 /],
  ])('refuses %s', (_name, bytes, message) => {
    expect(() => decode(bytes)).toThrow(message);
  });
});
