import type { Row } from '../../../../shared/contracts/admin';
import { FIELD_LABELS, type LabelledField } from '../../../../shared/field-labels';
import type { Locale } from '../../../../shared/messages/locale';
import { LISTED_NAMES } from '../../../../shared/person-fields';
import type { Status } from '../../../../shared/registration-state';

const STATUS_NAMES: Record<Status, Record<Locale, string>> = {
  pending: { fr: 'en attente', en: 'waiting' },
  validated: { fr: 'validé', en: 'validated' },
  refused: { fr: 'refusé', en: 'refused' },
  expired: { fr: 'expiré', en: 'expired' },
};

type Column = { name: LabelledField; value: (row: Row, locale: Locale) => string | null };

const COLUMNS: Column[] = [
  ...LISTED_NAMES.map((name): Column => ({ name, value: (row) => row[name] })),
  { name: 'mediatheque', value: ({ mediatheque }) => mediatheque.label },
  { name: 'registeredOn', value: ({ registeredOn }) => registeredOn },
  { name: 'status', value: ({ status }, locale) => STATUS_NAMES[status][locale] },
  { name: 'validFrom', value: ({ validFrom }) => validFrom },
  { name: 'expiresOn', value: ({ expiresOn }) => expiresOn },
  { name: 'guardianName', value: ({ guardianName }) => guardianName },
];

/** The header of the exported list in a reader's language, and how a row becomes a line of it. Dates stay `YYYY-MM-DD`: spreadsheets sort them. */
export const exportColumns = (locale: Locale) => ({
  header: COLUMNS.map(({ name }) => FIELD_LABELS[name][locale]),
  toLine: (row: Row): (string | null)[] => COLUMNS.map(({ value }) => value(row, locale)),
});
