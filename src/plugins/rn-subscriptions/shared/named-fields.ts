import { PERSON_NAMES, type PersonFieldName } from './person-fields';

export type NamedField = PersonFieldName | 'mediatheque' | 'guardianName' | 'guardianAgreedOn';

/** What a history may name of a change, without its values. The state is told apart. */
export const NAMED_FIELDS: NamedField[] = [...PERSON_NAMES, 'mediatheque', 'guardianName', 'guardianAgreedOn'];
