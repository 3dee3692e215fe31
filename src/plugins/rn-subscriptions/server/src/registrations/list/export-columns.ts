import type { Row } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages/locale';
import { LISTED_NAMES, PERSON_FIELDS } from '../../../../shared/person-fields';
import type { Status } from '../../../../shared/registration-state';

/** What follows the person's fields. */
const FURTHER: Record<Locale, string[]> = {
  fr: ['Médiathèque', 'Date d’inscription', 'Statut', 'Date de validité', 'Date d’expiration', 'Responsable légal'],
  en: ['Library', 'Registered on', 'Status', 'Valid from', 'Expires on', 'Parent or guardian'],
};

const STATUS_NAMES: Record<Locale, Record<Status, string>> = {
  fr: { pending: 'en attente', validated: 'validé', refused: 'refusé', expired: 'expiré' },
  en: { pending: 'waiting', validated: 'validated', refused: 'refused', expired: 'expired' },
};

/** The header of the exported list in a reader's language, and how a row becomes a line of it. Dates stay `YYYY-MM-DD`: spreadsheets sort them. */
export const exportColumns = (locale: Locale) => ({
  header: [...LISTED_NAMES.map((name) => PERSON_FIELDS[name].label[locale]), ...FURTHER[locale]],
  toLine: (row: Row): (string | null)[] => [
    ...LISTED_NAMES.map((name) => row[name]),
    row.mediatheque.label,
    row.registeredOn,
    STATUS_NAMES[locale][row.status],
    row.validFrom,
    row.expiresOn,
    row.guardianName,
  ],
});
