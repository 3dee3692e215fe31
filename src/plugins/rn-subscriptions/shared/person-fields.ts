/** What is known of a field of a person. */
type PersonField = {
  /** a line of text, an e-mail address, or a day (`YYYY-MM-DD`) */
  kind: 'line' | 'email' | 'day';
  /** of a line, in characters */
  longest?: number;
  required: boolean;
  /** stands in the librarians' list and in its export */
  listed: boolean;
  /** is found by the search of the list */
  searched: boolean;
  /** belongs to the account, and is neither given nor corrected with a person added to it */
  ofAccount: boolean;
  label: { fr: string; en: string };
};

const OWN = { required: true, listed: true, searched: true, ofAccount: false } as const;

/**
 * What a registration says of its patron, field by field, in the order in which people read it. All else that is said of these fields derives from
 * here: their rules, columns, contracts, the search, the history's names, what is listed and exported, the window's values.
 */
export const PERSON_FIELDS = {
  lastName: { ...OWN, kind: 'line', longest: 100, label: { fr: 'Nom', en: 'Last name' } },
  firstName: { ...OWN, kind: 'line', longest: 100, label: { fr: 'Prénom', en: 'First name' } },
  email: { ...OWN, kind: 'email', ofAccount: true, label: { fr: 'Adresse e-mail', en: 'E-mail address' } },
  birthDate: {
    ...OWN,
    kind: 'day',
    listed: false,
    searched: false,
    label: { fr: 'Date de naissance', en: 'Date of birth' },
  },
  cardNumber: {
    ...OWN,
    kind: 'line',
    longest: 50,
    required: false,
    label: { fr: 'Numéro de carte', en: 'Card number' },
  },
} as const satisfies Record<string, PersonField>;

type Fields = typeof PERSON_FIELDS;
export type PersonFieldName = keyof Fields;
type NameWhere<Is extends Partial<PersonField>> = {
  [Name in PersonFieldName]: Fields[Name] extends Is ? Name : never;
}[PersonFieldName];
type RequiredName = NameWhere<{ required: true }>;
type ListedName = NameWhere<{ listed: true }>;
type GivenName = NameWhere<{ ofAccount: false }>;

/** A person as they are stored; what is not required may be null. */
export type Person = { [Name in PersonFieldName]: Name extends RequiredName ? string : string | null };
/** What of a person stands in the list. */
export type ListedPerson = Pick<Person, ListedName>;
export const PERSON_NAMES = Object.keys(PERSON_FIELDS) as PersonFieldName[];
const namesWhere = <Name extends PersonFieldName>(is: (field: PersonField) => boolean): Name[] =>
  PERSON_NAMES.filter((name) => is(PERSON_FIELDS[name])) as Name[];

export const LISTED_NAMES = namesWhere<ListedName>(({ listed }) => listed);
export const SEARCHED_NAMES = namesWhere(({ searched }) => searched);
export const GIVEN_NAMES = namesWhere<GivenName>(({ ofAccount }) => !ofAccount);
export const OPTIONAL_NAMES = namesWhere<Exclude<PersonFieldName, RequiredName>>(({ required }) => !required);

const pick = <Name extends PersonFieldName>(names: Name[], row: Pick<Person, Name>): Pick<Person, Name> =>
  Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Person, Name>;

/** What a row says of its person. */
export const personOf = (row: Person): Person => pick(PERSON_NAMES, row);
/** What of it stands in the list. */
export const listedPersonOf = (row: ListedPerson): ListedPerson => pick(LISTED_NAMES, row);
