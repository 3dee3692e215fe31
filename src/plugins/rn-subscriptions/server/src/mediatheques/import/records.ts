import type { Row } from './read-rows';

/** What the file says of a library, in the words of the content type. */
export type ImportedValues = { name: string; city: string; postalCode: string | null; address: string | null };
export type ImportRecord = { line: number; code: string; values: ImportedValues };
export type Skipped = { line: number; what: string; reason: string };

const LONGEST = { name: 200, city: 120, postalCode: 10, address: 300 };
const FRENCH = { name: 'le nom', city: 'la ville', postalCode: 'le code postal', address: 'l’adresse' };
const ADMINISTRATIVE = 'Lieu uniquement administratif';

/** Codes are published as numbers: « 2576.0 » is 2576. */
const withoutDecimals = (text: string): string => text.replace(/\.0+$/, '');

/** « 1 », « 01 » and « 1.0 » are one département; « 2a » is 2A. */
export const departementOf = (text: string): string => withoutDecimals(text.trim()).toUpperCase().padStart(2, '0');

/** « 33 » in the complement column is a house number; a building's name stands before the street. */
const addressOf = ({ complement, address }: Row): string | null =>
  (/^\d+$/.test(complement) ? [`${complement} ${address}`.trim()] : [complement, address]).filter(Boolean).join(', ') ||
  null;

const valuesOf = (row: Row): ImportedValues => ({
  name: row.name,
  city: row.city,
  postalCode: withoutDecimals(row.postalCode).padStart(row.postalCode ? 5 : 0, '0') || null,
  address: addressOf(row),
});

/** Why a line is not imported, or null. `codes` are the lines, by code, that come before it. */
const reasonToSkip = (row: Row, code: string, departement: string, codes: Map<string, number>): string | null => {
  if (departementOf(row.departement) !== departement) return 'autre département';
  if (!code) return 'sans code (Code_bib)';
  if (!/^\d+$/.test(code)) return `code « ${code} » illisible`;
  if (!row.name) return 'sans nom';
  if (!row.city) return 'sans ville';
  if (row.kind === ADMINISTRATIVE) return 'lieu uniquement administratif : personne ne s’y inscrit';
  if (codes.has(code)) return `code ${code} déjà donné ligne ${codes.get(code)}`;
  const values = valuesOf(row);
  const tooLong = (Object.keys(LONGEST) as (keyof ImportedValues)[]).find(
    (field) => (values[field] ?? '').length > LONGEST[field]
  );
  return tooLong ? `${FRENCH[tooLong]} dépasse ${LONGEST[tooLong]} caractères` : null;
};

const key = (...texts: string[]): string => texts.join('\n').toLowerCase();

/**
 * Two libraries of one town with one name get the first of these that tells them all apart: the second name of the
 * file, the building, the street, else the code. Others keep the Ministry's name as it is.
 */
const tellApart = (group: { row: Row; record: ImportRecord }[]): ImportRecord[] => {
  if (group.length === 1) return [group[0].record];
  const qualifiers = [
    (row: Row) => row.secondName,
    (row: Row) => row.complement,
    (row: Row) => row.address,
    (row: Row) => withoutDecimals(row.code),
  ];
  const qualifier = qualifiers.find((of) => new Set(group.map(({ row }) => key(of(row)))).size === group.length)!;
  return group.map(({ row, record }) => {
    const more = qualifier(row).slice(0, LONGEST.name - record.values.name.length - 3);
    return more ? { ...record, values: { ...record.values, name: `${record.values.name} (${more})` } } : record;
  });
};

/** The libraries of a département that the file names, in the order of the file, and the lines that are left out, each with why. */
export const recordsOf = (rows: Row[], departement: string): { records: ImportRecord[]; skipped: Skipped[] } => {
  const skipped: Skipped[] = [];
  const codes = new Map<string, number>();
  const groups = new Map<string, { row: Row; record: ImportRecord }[]>();

  for (const row of rows) {
    const code = withoutDecimals(row.code);
    const reason = reasonToSkip(row, code, departementOf(departement), codes);
    if (reason) {
      skipped.push({ line: row.line, what: [row.city, row.name].filter(Boolean).join(' — '), reason });
      continue;
    }
    codes.set(code, row.line);
    const same = key(row.city, row.name);
    groups.set(same, [...(groups.get(same) ?? []), { row, record: { line: row.line, code, values: valuesOf(row) } }]);
  }
  const records = [...groups.values()].flatMap(tellApart).sort((a, b) => a.line - b.line);
  return { records, skipped };
};
