import { mediathequeLabel } from '../../../../shared/mediatheque-label';
import type { Plan, Update } from './plan';
import type { ImportedValues, Skipped } from './records';

const FRENCH: Record<keyof ImportedValues, string> = {
  name: 'nom',
  city: 'ville',
  postalCode: 'code postal',
  address: 'adresse',
};
const SHOWN_RANGES = 8;

const fields = (names: string[]) => names.map((name) => FRENCH[name as keyof ImportedValues]).join(', ');

/** « 3 à 7, 9 »: a national file has thousands of lines of other départements. */
const ranges = (lines: number[]): string => {
  const all = new Set(lines);
  const starts = lines.filter((line) => !all.has(line - 1));
  const shown = starts.slice(0, SHOWN_RANGES).map((start) => {
    let end = start;
    while (all.has(end + 1)) end += 1;
    return end === start ? String(start) : `${start} à ${end}`;
  });
  return shown.join(', ') + (starts.length > SHOWN_RANGES ? ', …' : '');
};

const table = (rows: string[][]): string[] => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
};

const section = (title: string, rows: string[][]): string[] => (rows.length > 1 ? ['', title, ...table(rows)] : []);

const updateRows = (updates: Update[], names: (update: Update) => string[]): string[][] =>
  updates
    .filter((update) => names(update).length > 0)
    .map((update) => [
      String(update.record.line),
      update.record.code,
      mediathequeLabel(update.record.values),
      fields(names(update)),
    ]);

const skippedRows = (skipped: Skipped[]): string[][] => {
  const elsewhere = skipped.filter(({ reason }) => reason === 'autre département');
  const others = skipped
    .filter((one) => !elsewhere.includes(one))
    .map(({ line, what, reason }) => [String(line), what || '—', reason]);
  if (elsewhere.length === 0) return others;
  return [...others, [ranges(elsewhere.map(({ line }) => line)), `${elsewhere.length} ligne(s)`, 'autre département']];
};

/** The table that ends an import, as French text for a terminal. */
export const report = ({ created, updated, unchanged, skipped }: Plan & { skipped: Skipped[] }): string => {
  const heading = ['Ligne', 'Code', 'Médiathèque'];
  return [
    ...table([
      ['Créées', String(created.length)],
      ['Mises à jour', String(updated.length)],
      ['Inchangées', String(unchanged.length)],
      ['Ignorées', String(skipped.length)],
    ]),
    ...section('Mises à jour', [[...heading, 'Champs'], ...updateRows(updated, ({ values }) => Object.keys(values))]),
    ...section('Valeurs modifiées à la main, gardées', [
      [...heading, 'Champs'],
      ...updateRows([...updated, ...unchanged], ({ kept }) => kept),
    ]),
    ...section('Lignes ignorées', [['Ligne', 'Médiathèque', 'Raison'], ...skippedRows(skipped)]),
  ].join('\n');
};
