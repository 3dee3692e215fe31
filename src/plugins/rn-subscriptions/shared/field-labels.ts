import type { Sentence } from './messages/locale';
import { PERSON_FIELDS, PERSON_NAMES, type PersonFieldName } from './person-fields';

/** What else of a registration stands in the list, its export and the window. */
const FURTHER = {
  mediatheque: { fr: 'Médiathèque', en: 'Library' },
  registeredOn: { fr: 'Date d’inscription', en: 'Registered on' },
  status: { fr: 'Statut', en: 'Status' },
  validFrom: { fr: 'Date de validité', en: 'Valid from' },
  expiresOn: { fr: 'Date d’expiration', en: 'Expires on' },
  guardianName: { fr: 'Responsable légal', en: 'Parent or guardian' },
} satisfies Record<string, Sentence>;

export type LabelledField = PersonFieldName | keyof typeof FURTHER;

/** What the panel and the exported list call the fields of a registration; in the panel each is the text `field.<name>`. */
export const FIELD_LABELS: Record<LabelledField, Sentence> = {
  ...(Object.fromEntries(PERSON_NAMES.map((name) => [name, PERSON_FIELDS[name].label])) as Record<
    PersonFieldName,
    Sentence
  >),
  ...FURTHER,
};
