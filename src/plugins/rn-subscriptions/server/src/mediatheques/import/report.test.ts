import type { Update } from './plan';
import type { ImportRecord } from './records';
import { report } from './report';

const record: ImportRecord = {
  line: 4,
  code: '7',
  values: { name: 'Bibliothèque', city: 'Creil', postalCode: '60100', address: '1 rue A' },
};
const update = (values: Update['values'], kept: Update['kept']): Update => ({
  record,
  documentId: 'd',
  values,
  kept,
  isNews: true,
});
const NOTHING = { created: [], updated: [], unchanged: [], skipped: [] };

describe('report', () => {
  it('counts, and shows no empty table', () => {
    expect(report({ ...NOTHING, created: [record] })).toBe(
      '  Créées        1\n  Mises à jour  0\n  Inchangées    0\n  Ignorées      0'
    );
  });

  it('says which fields changed and which were kept', () => {
    const text = report({ ...NOTHING, updated: [update({ address: '1 rue A' }, ['name'])] });
    expect(text).toContain('4      7     Creil — Bibliothèque  adresse');
    expect(text).toContain(
      'gardées\n  Ligne  Code  Médiathèque           Champs\n  4      7     Creil — Bibliothèque  nom'
    );
  });

  it('puts lines of other départements together', () => {
    const elsewhere = [2, 3, 4, 7].map((line) => ({ line, what: 'Ailleurs', reason: 'autre département' }));
    const text = report({ ...NOTHING, skipped: [...elsewhere, { line: 5, what: '', reason: 'sans nom' }] });
    expect(text).toContain('5         —            sans nom');
    expect(text).toContain('2 à 4, 7  4 ligne(s)   autre département');
  });
});
