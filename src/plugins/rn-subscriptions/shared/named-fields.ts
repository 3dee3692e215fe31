/** What a history may name of a change, without its values. The state is told apart. */
export const NAMED_FIELDS = [
  'lastName',
  'firstName',
  'email',
  'birthDate',
  'cardNumber',
  'mediatheque',
  'guardianName',
  'guardianAgreedOn',
] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];
