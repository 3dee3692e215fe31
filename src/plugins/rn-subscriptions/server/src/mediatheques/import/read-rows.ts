import { CsvError, parse } from 'csv-parse/sync';
import { ImportFileError } from './problem';

/** The columns of the Ministry's file that are read, by the name they have here. */
const COLUMNS = {
  code: 'Code_bib',
  name: 'Nom de l’établissement',
  secondName: 'Libellé 2',
  complement: 'Complément',
  address: 'Adresse',
  postalCode: 'CP',
  city: 'Ville',
  departement: 'Code département',
  kind: 'Type adresse',
} as const;

type Column = keyof typeof COLUMNS;

/** A line of the file; `line` is the number, from 1, of the line of the file it begins on. */
export type Row = Record<Column, string> & { line: number };

const SHOWN_LINES = 10;

/** The published file has a column that ends in a space, and a straight apostrophe in another: neither is worth a failure. */
const sameColumn = (name: string): string =>
  name.normalize('NFC').replace(/’/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();

const oneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();

const QUOTE_PROBLEMS: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'un guillemet « " » ouvert n’est pas refermé',
  CSV_INVALID_CLOSING_QUOTE: 'un guillemet « " » est suivi d’autre chose que d’un « ; »',
  INVALID_OPENING_QUOTE: 'un guillemet « " » se trouve au milieu d’une valeur',
};

const readRecords = (text: string): { record: string[]; line: number }[] => {
  const records: { record: string[]; line: number }[] = [];
  // The parser tells where a record ends; it begins after the one before.
  let line = 1;
  const on_record = (record: string[], { lines }: { lines: number }) => {
    records.push({ record, line });
    line = lines + 1;
    return null;
  };
  try {
    // The parser counts a Windows line end inside a value as two lines.
    parse(text.replace(/\r\n?/g, '\n'), { delimiter: ';', relax_column_count: true, on_record });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportFileError(`Ligne ${line} : ${QUOTE_PROBLEMS[error.code] ?? 'la ligne est illisible'}.`);
  }
  return records;
};

const positionsOf = (header: string[]): Record<Column, number> => {
  const found = header.map(sameColumn);
  const entries = (Object.entries(COLUMNS) as [Column, string][]).map(
    ([key, name]) => [key, found.indexOf(sameColumn(name))] as const
  );
  const missing = entries.filter(([, position]) => position === -1).map(([key]) => `« ${COLUMNS[key]} »`);
  if (missing.length > 0) {
    const hint = header.length === 1 ? ' Le séparateur doit être le point-virgule « ; ».' : '';
    throw new ImportFileError(
      `Ligne 1 : il manque ${missing.length === 1 ? 'la colonne' : 'les colonnes'} ${missing.join(', ')}.${hint} ` +
        'Le fichier attendu est celui du ministère de la Culture, « adresses et données d’activité » des bibliothèques.'
    );
  }
  return Object.fromEntries(entries) as Record<Column, number>;
};

/**
 * The lines of the Ministry's CSV. Throws {@link ImportFileError}, with the numbers of the lines, for missing columns, a
 * line with more or fewer columns than the first, and quotes that do not match: a file with a broken line is not
 * imported at all, because the lines after it may be shifted.
 */
export const readRows = (text: string): Row[] => {
  const records = readRecords(text);
  const [header, ...rows] = records.filter(({ record }) => record.some((value) => value.trim() !== ''));
  if (!header) throw new ImportFileError('Le fichier est vide.');
  const positions = positionsOf(header.record);

  const width = header.record.length;
  const broken = rows.filter(({ record }) => record.length !== width);
  if (broken.length > 0) {
    const shown = broken
      .slice(0, SHOWN_LINES)
      .map(({ record, line }) => `Ligne ${line} : ${record.length} colonnes au lieu de ${width}.`);
    const more = broken.length - shown.length;
    throw new ImportFileError([...shown, ...(more > 0 ? [`… et ${more} autres lignes.`] : [])].join('\n'));
  }

  return rows.map(({ record, line }) => ({
    ...(Object.fromEntries(
      Object.entries(positions).map(([key, position]) => [key, oneLine(record[position])])
    ) as Record<Column, string>),
    line,
  }));
};
