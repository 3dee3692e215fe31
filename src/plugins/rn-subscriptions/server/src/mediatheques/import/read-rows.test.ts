import { readRows } from './read-rows';

const HEADER = "CP;Code_bib;Nom de l'établissement;Libellé 2;Complément;Adresse;Code département;Ville;Type adresse ";
const LINE = '60000;2576.0;Médiathèque  Jean\u00a0Moulin;;;3 Cour des Lettres;60;Beauvais;Bâtiment ouvert';
const file = (...lines: string[]) => [HEADER, ...lines].join('\n');

describe('readRows', () => {
  it('reads columns by name, one space between words, with the number of the line', () => {
    const [row] = readRows(file(LINE));
    expect(row).toMatchObject({ line: 2, code: '2576.0', name: 'Médiathèque Jean Moulin', kind: 'Bâtiment ouvert' });
  });

  it('counts lines over empty lines, Windows line ends and values of several lines', () => {
    const rows = readRows(`${HEADER}\r\n\r\n${LINE}\r\n"60000";1;"A\r\nB";;;;60;Creil;\r\n${LINE}\r\n`);
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [3, 'Médiathèque Jean Moulin'],
      [4, 'A B'],
      [6, 'Médiathèque Jean Moulin'],
    ]);
  });

  it.each([
    ['missing columns', 'Code_bib;Ville\n1;Creil', /^Ligne 1 : il manque les colonnes .*« Adresse »/],
    ['another separator', `${HEADER}\n`.replace(/;/g, ','), /point-virgule/],
    ['a line with too few columns', file(LINE, '60000;1;Creil', LINE), /^Ligne 3 : 3 colonnes au lieu de 9\.$/],
    ['a line with too many columns', file(`${LINE};`), /^Ligne 2 : 10 colonnes au lieu de 9\.$/],
    ['a quote that is not closed', file(LINE, `"${LINE}`, LINE), /^Ligne 3 : un guillemet .* n’est pas refermé/],
    ['a quote inside a value', file(LINE.replace('Cour', 'C"our')), /^Ligne 2 : un guillemet/],
    ['something after a quote', file(LINE, LINE.replace('60000', '"60000"x')), /^Ligne 3 : un guillemet/],
    ['a file of blanks', '\n \n', /vide/],
  ])('refuses %s', (_name, text, message) => {
    expect(() => readRows(text)).toThrow(message);
  });

  it('lists the first ten broken lines and counts the rest', () => {
    const lines = Array.from({ length: 12 }, () => 'x');
    expect(() => readRows(file(...lines))).toThrow(/Ligne 11 : .*\n… et 2 autres lignes\.$/);
  });
});
