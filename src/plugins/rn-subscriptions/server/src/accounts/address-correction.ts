import { MOST_REGISTRATIONS } from '../../../shared/limits';

type Person = { documentId: string; lastName: string; firstName: string; birthDate: string; mediatheque: string };
type Held = {
  id: number;
  email: string;
  confirmed: boolean | null;
  newAddress: string | null;
  /** of the plugin's making; else the host's, whose address nobody here changes without a word of its owner */
  isOurs: boolean;
  people: Person[];
};

/** What a correction of a registration's address means for its account. */
export type Correction =
  /** the sign-in address is not touched: there is no account, others are on it, or it is the host's and nobody has proved to read it */
  | { kind: 'none' }
  /** the one person's account, whose address nobody has proved to read, goes along at once */
  | { kind: 'follows'; account: number }
  /** the one person's confirmed account goes along once the new address is confirmed; `again`: it waits for that address already */
  | { kind: 'asks'; account: number; again: boolean }
  /** the address is the account's own: it waits for no other any longer */
  | { kind: 'returns'; account: number }
  /** the registration goes to the account whose address it is; `told`: the address of the account it leaves, where its owner has proved to read it */
  | { kind: 'joins'; account: number; leaves: number | null; told: string | null }
  | { kind: 'problem'; code: 'otherAccount' | 'noOtherAccount' | 'accountFull' | 'alreadyOnAccount' };

/**
 * What follows for the accounts when a librarian corrects the address of `person` from `from` to `to`: `own` is the account
 * that the registration belongs to, `other` another one with the address `to`, `joins` whether she says that it is the same family's,
 * and `isThere` says whether somebody is among others already.
 */
export const correctionOf = (input: {
  from: string;
  to: string;
  person: Person;
  own: Held | null;
  other: Held | null;
  joins: boolean;
  isThere: (people: Person[], person: Person) => boolean;
}): Correction => {
  const { from, to, person, own, other, joins, isThere } = input;
  if (joins && !other) return { kind: 'problem', code: 'noOtherAccount' };
  if (from === to && !joins) return { kind: 'none' };
  if (other) {
    if (!joins) return { kind: 'problem', code: 'otherAccount' };
    if (isThere(other.people, person)) return { kind: 'problem', code: 'alreadyOnAccount' };
    if (other.people.length >= MOST_REGISTRATIONS) return { kind: 'problem', code: 'accountFull' };
    return { kind: 'joins', account: other.id, leaves: own && own.id, told: own?.confirmed ? own.email : null };
  }
  if (!own || own.people.some(({ documentId }) => documentId !== person.documentId)) return { kind: 'none' };
  if (own.email === to) return { kind: 'returns', account: own.id };
  if (own.confirmed) return { kind: 'asks', account: own.id, again: own.newAddress === to };
  return own.isOurs ? { kind: 'follows', account: own.id } : { kind: 'none' };
};
