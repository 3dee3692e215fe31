import { planChanges, type CurrentMediatheque } from './plan';
import type { ImportedValues, ImportRecord } from './records';

const VALUES: ImportedValues = { name: 'Bibliothèque', city: 'Creil', postalCode: '60100', address: '1 rue A' };
const record = (values: Partial<ImportedValues> = {}): ImportRecord => ({
  line: 2,
  code: '7',
  values: { ...VALUES, ...values },
});
const stored = (values: Partial<CurrentMediatheque> = {}): CurrentMediatheque => ({
  documentId: 'd',
  code: '7',
  ...VALUES,
  importedValues: VALUES,
  ...values,
});

describe('planChanges', () => {
  it('creates what is not there, by code', () => {
    expect(planChanges([stored({ code: '8' })], [record()])).toMatchObject({
      created: [{ code: '7' }],
      updated: [],
      unchanged: [],
    });
  });

  it('changes nothing the second time', () => {
    const { created, updated, unchanged } = planChanges([stored()], [record()]);
    expect([created, updated]).toEqual([[], []]);
    expect(unchanged).toMatchObject([{ values: {}, kept: [], isNews: false }]);
  });

  it('follows the file in fields that nobody touched', () => {
    const { updated } = planChanges([stored()], [record({ address: '2 rue B', postalCode: null })]);
    expect(updated).toMatchObject([{ documentId: 'd', values: { address: '2 rue B', postalCode: null }, kept: [] }]);
  });

  it('keeps what an editor changed, emptied fields too, and remembers what the file says', () => {
    const current = stored({ address: '3 rue C', postalCode: null });
    expect(planChanges([current], [record()]).unchanged).toMatchObject([
      { values: {}, kept: ['postalCode', 'address'], isNews: false },
    ]);
    expect(planChanges([current], [record({ address: '2 rue B' })]).unchanged).toMatchObject([
      { values: {}, isNews: true },
    ]);
    expect(planChanges([current], [record({ city: 'Nogent' })]).updated).toMatchObject([
      { values: { city: 'Nogent' }, kept: ['postalCode', 'address'] },
    ]);
  });

  it('stays the editor’s where the file changes twice', () => {
    const current = stored({ address: '1 rue A', importedValues: { ...VALUES, address: '2 rue B' } });
    expect(planChanges([current], [record({ address: '4 rue D' })]).unchanged).toMatchObject([
      { values: {}, kept: ['address'] },
    ]);
  });

  it('follows the file again once it says what the editor wrote', () => {
    const current = stored({ address: '3 rue C', importedValues: { ...VALUES, address: '3 rue C' } });
    expect(planChanges([current], [record({ address: '5 rue E' })]).updated).toMatchObject([
      { values: { address: '5 rue E' } },
    ]);
  });

  it('fills only the empty fields of a library that was entered by hand', () => {
    const current = stored({ name: 'La Source', address: null, importedValues: null });
    expect(planChanges([current], [record()]).updated).toMatchObject([
      { values: { address: '1 rue A' }, kept: ['name'], isNews: true },
    ]);
  });
});
