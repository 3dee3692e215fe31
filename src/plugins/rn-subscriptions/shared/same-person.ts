import { normalise } from './search-text';

type Named = { lastName: string; firstName: string; birthDate: string };
type AtLibrary = Named & { mediatheque: string };

/** Whether two registrations are about the same person: the same names, whatever their case and accents, and the same day of birth. */
export const isSamePerson = (one: Named, other: Named): boolean =>
  one.birthDate === other.birthDate &&
  normalise(one.lastName) === normalise(other.lastName) &&
  normalise(one.firstName) === normalise(other.firstName);

/** Whether somebody is among `people` already, at the same library (its documentId). */
export const isThereAlready = (people: AtLibrary[], person: AtLibrary): boolean =>
  people.some((one) => one.mediatheque === person.mediatheque && isSamePerson(one, person));
