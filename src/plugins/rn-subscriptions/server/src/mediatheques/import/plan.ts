import type { ImportedValues, ImportRecord } from './records';

/** A library as it is stored, with what the last import said of it (null: it was entered by hand). */
export type CurrentMediatheque = ImportedValues & {
  documentId: string;
  code: string;
  importedValues: Partial<ImportedValues> | null;
};

type Field = keyof ImportedValues;

export type Update = {
  record: ImportRecord;
  documentId: string;
  /** what to store of the file's values */
  values: Partial<ImportedValues>;
  /** fields that an editor changed by hand, and whose value is not the file's */
  kept: Field[];
  /** whether the file says something else than at the last import, stored or not */
  isNews: boolean;
};

export type Plan = { created: ImportRecord[]; updated: Update[]; unchanged: Update[] };

const FIELDS: Field[] = ['name', 'city', 'postalCode', 'address'];

const same = (a: string | null | undefined, b: string | null | undefined) => (a || null) === (b || null);

/**
 * A field is the file's as long as it holds what the last import put there; it is an editor's once somebody changed it,
 * emptying included. A field of a library that was entered by hand is the file's only where it is empty. What the file
 * says is remembered even where an editor's value stays, so that the comparison is always with the latest import.
 */
const followsFile = (field: Field, current: CurrentMediatheque): boolean =>
  current.importedValues && field in current.importedValues
    ? same(current[field], current.importedValues[field])
    : !current[field];

const compare = (record: ImportRecord, current: CurrentMediatheque): Update => {
  const different = FIELDS.filter((field) => !same(record.values[field], current[field]));
  const taken = different.filter((field) => followsFile(field, current));
  return {
    record,
    documentId: current.documentId,
    values: Object.fromEntries(taken.map((field) => [field, record.values[field]])),
    kept: different.filter((field) => !taken.includes(field)),
    isNews: FIELDS.some(
      (field) => !current.importedValues || !same(record.values[field], current.importedValues[field])
    ),
  };
};

/** What an import of these records changes in these libraries: matched by code; libraries that the file does not name are left alone. */
export const planChanges = (current: CurrentMediatheque[], records: ImportRecord[]): Plan => {
  const byCode = new Map(current.map((mediatheque) => [mediatheque.code, mediatheque]));
  const known = records.flatMap((record) => {
    const mediatheque = byCode.get(record.code);
    return mediatheque ? [compare(record, mediatheque)] : [];
  });
  const changes = ({ values }: Update) => Object.keys(values).length > 0;
  return {
    created: records.filter((record) => !byCode.has(record.code)),
    updated: known.filter(changes),
    unchanged: known.filter((update) => !changes(update)),
  };
};
