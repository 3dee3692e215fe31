import type { Row } from './read-rows';
import { recordsOf } from './records';

const row = (line: number, values: Partial<Row> = {}): Row => ({
  line,
  code: `${line}.0`,
  name: 'Bibliothèque municipale',
  secondName: '',
  complement: '',
  address: '1 rue de la Mairie',
  postalCode: '60000.0',
  city: `Ville ${line}`,
  departement: '60.0',
  kind: 'Bâtiment ouvert',
  ...values,
});

const names = (...rows: Row[]) => recordsOf(rows, '60').records.map(({ values }) => values.name);
const reasons = (...rows: Row[]) => recordsOf(rows, '60').skipped.map(({ line, reason }) => `${line} ${reason}`);

describe('recordsOf', () => {
  it('reads numbers as codes', () => {
    expect(recordsOf([row(2)], '60').records).toEqual([
      {
        line: 2,
        code: '2',
        values: {
          name: 'Bibliothèque municipale',
          city: 'Ville 2',
          postalCode: '60000',
          address: '1 rue de la Mairie',
        },
      },
    ]);
    expect(recordsOf([row(2, { departement: '1', postalCode: '1000.0' })], '01').records[0].values.postalCode).toBe(
      '01000'
    );
  });

  it.each([
    ['Espace Balavoine', 'Rue Jouhaux', 'Espace Balavoine, Rue Jouhaux'],
    ['33', 'Rue de Mello', '33 Rue de Mello'],
    ['', '', null],
  ])('puts the complement « %s » before « %s »', (complement, address, expected) => {
    expect(recordsOf([row(2, { complement, address })], '60').records[0].values.address).toBe(expected);
  });

  it('skips, with the line and why', () => {
    expect(
      reasons(
        row(2, { departement: '80' }),
        row(3, { code: '' }),
        row(4, { code: '1.2E4' }),
        row(5, { name: '' }),
        row(6, { city: '' }),
        row(7, { kind: 'Lieu uniquement administratif' }),
        row(8),
        row(9, { code: '8' }),
        row(10, { name: 'x'.repeat(201) })
      )
    ).toEqual([
      '2 autre département',
      '3 sans code (Code_bib)',
      '4 code « 1.2E4 » illisible',
      '5 sans nom',
      '6 sans ville',
      '7 lieu uniquement administratif : personne ne s’y inscrit',
      '9 code 8 déjà donné ligne 8',
      '10 le nom dépasse 200 caractères',
    ]);
  });

  it('tells two libraries of one town and name apart by what the file has', () => {
    const city = 'Creil';
    expect(names(row(2, { city, secondName: 'Colette' }), row(3, { city }))).toEqual([
      'Bibliothèque municipale (Colette)',
      'Bibliothèque municipale',
    ]);
    expect(
      names(row(2, { city, address: 'rue A' }), row(3, { city, name: 'BIBLIOTHÈQUE MUNICIPALE', address: 'rue B' }))
    ).toEqual(['Bibliothèque municipale (rue A)', 'BIBLIOTHÈQUE MUNICIPALE (rue B)']);
    expect(names(row(2, { city }), row(3, { city }))).toEqual([
      'Bibliothèque municipale (2)',
      'Bibliothèque municipale (3)',
    ]);
  });

  it('leaves the second name out where the town tells enough', () => {
    expect(names(row(2, { secondName: 'Mairie' }), row(3))).toEqual([
      'Bibliothèque municipale',
      'Bibliothèque municipale',
    ]);
  });
});
