import type { Locale } from './messages/locale';

/**
 * What a parent or guardian agrees to, by version, so that what was agreed to can be read years later. A version that
 * somebody may have agreed to is never edited: another wording is another version, and becomes the current one.
 * Both the child and the adult agree, as article 45 of the French law n° 78-17 asks.
 */
const WORDINGS: Record<string, Record<Locale, string>> = {
  1: {
    fr: 'J’exerce l’autorité parentale sur cet enfant, comme parent ou comme responsable légal. L’enfant et moi acceptons que ses nom, prénom, date de naissance et numéro de carte, ainsi que mon nom et mon adresse e-mail, soient transmis à la médiathèque choisie et à la médiathèque départementale. Ils servent uniquement à vérifier et à gérer son inscription, et à lui ouvrir les ressources numériques. Je peux à tout moment les consulter, les faire corriger ou les faire effacer.',
    en: 'I hold parental authority over this child, as a parent or as a legal guardian. The child and I agree that the child’s last name, first name, date of birth and card number, and my name and e-mail address, are passed on to the library that was chosen and to the departmental library. They serve only to check and to manage the registration, and to open the digital resources to the child. I may see them, have them corrected or have them erased at any time.',
  },
};

/** The version that is shown, and agreed to, today. */
export const CURRENT_WORDING = '1';

/** Whether there is, or ever was, a wording of this version. */
export const isWording = (version: string): boolean => Object.hasOwn(WORDINGS, version);

/** The text of a version in a reader's language; null for a version that this release does not know. */
export const wordingText = (version: string, locale: Locale): string | null =>
  isWording(version) ? WORDINGS[version][locale] : null;
