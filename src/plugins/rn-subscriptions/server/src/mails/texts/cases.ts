import type { MailKind } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages/locale';
import { placeholdersIn, render, type Values } from './render';
import type { Placeholder, Template } from './template';

/** Filled in every mail. */
const EVERYWHERE: Placeholder[] = ['websiteLink', 'networkName'];
/** Filled in every mail about a registration. */
const REGISTRATION: Placeholder[] = ['patronName', 'firstName', 'mediatheque', 'requestLink'];

/** Filled together. */
const LINK: Placeholder[] = ['accountLink', 'accountCode'];

/** What the mailer fills in for each kind, always or in some cases; the rest is empty there. */
const FILLED: Record<MailKind, { always: Placeholder[]; sometimes: Placeholder[] }> = {
  // Whoever asks for a renewal has a subscription, whose dates are there.
  'new-request': { always: REGISTRATION, sometimes: ['guardianName', 'validFrom', 'expiresOn'] },
  receipt: { always: REGISTRATION, sometimes: ['guardianName', 'validFrom', 'expiresOn', ...LINK] },
  validated: { always: [...REGISTRATION, 'validFrom', 'expiresOn'], sometimes: ['guardianName', ...LINK] },
  refused: { always: REGISTRATION, sometimes: ['guardianName', 'validFrom', 'expiresOn', 'reason'] },
  'deletion-notice': {
    always: [...REGISTRATION, 'expiresOn', 'erasedFrom'],
    sometimes: ['guardianName', 'keptAccount'],
  },
  'address-corrected': { always: REGISTRATION, sometimes: ['guardianName', 'signInAddress'] },
  'account-link': { always: LINK, sometimes: [...REGISTRATION, 'guardianName', 'people', 'askedFor', 'mostPeople'] },
  'confirm-new-address': { always: LINK, sometimes: [...REGISTRATION, 'guardianName', 'people'] },
  'person-added': { always: REGISTRATION, sometimes: ['guardianName'] },
  'person-unknown': { always: ['mediatheque', 'registeredOn'], sometimes: [] },
  'library-address-changed': { always: ['mediatheque'], sometimes: ['newAddress'] },
};

/** Without it the mail leaves its reader with nothing to press. One that is missing from a receipt or a validation is added when the mail is written. */
const NEEDED: Partial<Record<MailKind, Placeholder>> = {
  'account-link': 'accountLink',
  'confirm-new-address': 'accountLink',
};

/** A case that a mail can be in: what is filled of the placeholders its template speaks of, and what is not. */
type Case = { filled: Placeholder[]; empty: Placeholder[] };
export type CaseProblem = Case & { problem: 'emptySubject' | 'emptyBody' | 'noLink'; link?: Placeholder };

const subsets = (names: Placeholder[]): Placeholder[][] =>
  names.reduce<Placeholder[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]]);

const isEmpty = (text: string) => !/[\p{L}\p{N}]/u.test(text);
const valueOf = (name: Placeholder) => `https://example.org/${name}`;

/** Every case in which this template would be sent without a word or without its link; the one with most filled in comes first, null where there is none. */
export const caseProblem = ({ kind, template }: { kind: MailKind; template: Template }): CaseProblem | null => {
  const used = [...new Set([...placeholdersIn(template.subject), ...placeholdersIn(template.body)])] as Placeholder[];
  const always = [...EVERYWHERE, ...FILLED[kind].always];
  const sometimes = FILLED[kind].sometimes.filter((name) => used.includes(name));
  const cases = subsets(sometimes).sort((one, other) => other.length - one.length);
  for (const some of cases) {
    const values: Values = Object.fromEntries([...always, ...some].map((name) => [name, valueOf(name)]));
    const { subject, text } = render({ template, values, locale: 'fr' });
    const found: Case = { filled: some, empty: used.filter((name) => !values[name]) };
    const link = NEEDED[kind];
    // The link is looked for first: of a text that is missing altogether it is what people must be told.
    if (link && !text.includes(valueOf(link))) return { ...found, problem: 'noLink', link };
    if (isEmpty(text)) return { ...found, problem: 'emptyBody' };
    if (isEmpty(subject)) return { ...found, problem: 'emptySubject' };
  }
  return null;
};

const list = (names: Placeholder[], and: string) => names.map((name) => `{{${name}}}`).join(and);

const WORDS: Record<
  Locale,
  {
    without: (names: Placeholder[]) => string;
    holding: (names: Placeholder[]) => string;
    and: string;
    inCase: (when: string) => string;
  } & Record<CaseProblem['problem'], (inCase: string, link?: Placeholder) => string>
> = {
  fr: {
    without: (names) => `sans ${list(names, ' ni ')}`,
    holding: (names) => `avec ${list(names, ' et ')}`,
    and: ' et ',
    inCase: (when) => ` dans le cas d’un e-mail ${when}`,
    noLink: (inCase, link) =>
      `Il manque le lien${inCase} : écrivez {{${link}}} là où il doit se trouver, hors de toute condition.`,
    emptyBody: (inCase) => `Le texte serait vide${inCase} : écrivez quelques mots hors de toute condition.`,
    emptySubject: (inCase) => `L’objet serait vide${inCase} : écrivez quelques mots hors de toute condition.`,
  },
  en: {
    without: (names) => `without ${list(names, ' or ')}`,
    holding: (names) => `with ${list(names, ' and ')}`,
    and: ' and ',
    inCase: (when) => ` in the case of a mail ${when}`,
    noLink: (inCase, link) =>
      `The link is missing${inCase}: write {{${link}}} where it belongs, outside of any condition.`,
    emptyBody: (inCase) => `The text would be empty${inCase}: write some words outside of any condition.`,
    emptySubject: (inCase) => `The subject would be empty${inCase}: write some words outside of any condition.`,
  },
};

/** What is wrong, in which case, and what to do about it. */
export const caseSentence = ({ problem, filled, empty, link }: CaseProblem, locale: Locale): string => {
  const words = WORDS[locale];
  const when = [empty.length > 0 && words.without(empty), filled.length > 0 && words.holding(filled)]
    .filter(Boolean)
    .join(words.and);
  return words[problem](when && words.inCase(when), link);
};
