import type { Row } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages';
import type { Status } from '../../../../shared/registration-state';

const COLUMNS: Record<Locale, string[]> = {
  fr: [
    'Nom',
    'Prénom',
    'Adresse e-mail',
    'Numéro de carte',
    'Médiathèque',
    'Date d’inscription',
    'Statut',
    'Date de validité',
    'Date d’expiration',
    'Responsable légal',
  ],
  en: [
    'Last name',
    'First name',
    'E-mail address',
    'Card number',
    'Library',
    'Registered on',
    'Status',
    'Valid from',
    'Expires on',
    'Parent or guardian',
  ],
};

const STATUS_NAMES: Record<Locale, Record<Status, string>> = {
  fr: { pending: 'en attente', validated: 'validé', refused: 'refusé', expired: 'expiré' },
  en: { pending: 'waiting', validated: 'validated', refused: 'refused', expired: 'expired' },
};

/** The header of the exported list in a reader's language, and how a row becomes a line of it. Dates stay `YYYY-MM-DD`: spreadsheets sort them. */
export const exportColumns = (locale: Locale) => ({
  header: COLUMNS[locale],
  toLine: (row: Row): (string | null)[] => [
    row.lastName,
    row.firstName,
    row.email,
    row.cardNumber,
    row.mediatheque.label,
    row.registeredOn,
    STATUS_NAMES[locale][row.status],
    row.validFrom,
    row.expiresOn,
    row.guardianName,
  ],
});
