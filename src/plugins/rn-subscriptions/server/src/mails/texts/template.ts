export type Template = { subject: string; body: string };

/** What a template may speak of. A paragraph that is nothing but a link becomes a button in the HTML version. */
export const PLACEHOLDERS = [
  'patronName',
  'firstName',
  'people',
  'signInAddress',
  'keptAccount',
  'newAddress',
  'guardianName',
  'mediatheque',
  'validFrom',
  'expiresOn',
  'erasedFrom',
  'reason',
  'requestLink',
  'websiteLink',
  'accountLink',
  'accountCode',
  'askedFor',
  'mostPeople',
  'registeredOn',
  'networkName',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
