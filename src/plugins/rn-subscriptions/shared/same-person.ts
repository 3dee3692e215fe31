import { normalise } from './search-text';

type Named = { lastName: string; firstName: string; birthDate: string };

/** Whether two registrations are about the same person: the same names, whatever their case and accents, and the same day of birth. */
export const isSamePerson = (one: Named, other: Named): boolean =>
  one.birthDate === other.birthDate &&
  normalise(one.lastName) === normalise(other.lastName) &&
  normalise(one.firstName) === normalise(other.firstName);

/** How many registrations one account holds: a large family, and no mailing list of libraries. */
export const MOST_REGISTRATIONS = 6;
