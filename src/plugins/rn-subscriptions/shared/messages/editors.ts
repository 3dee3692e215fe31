import type { Locale, Sentence } from './locale';

/** What editors and coordinators read where Strapi's own forms cannot save a library or a mail's wording. */

export const LIBRARY_HAS_PATRONS: Sentence = {
  fr: 'Cette médiathèque a des abonnés : désactivez-la (« active » : non) au lieu de la supprimer.',
  en: 'This library has patrons: set “active” to false instead of deleting it.',
};

/** By the role's name. */
export const EVERYBODYS_ROLE: Record<Locale, (role: string) => string> = {
  fr: (role) =>
    `Le rôle « ${role} » ouvrirait cette médiathèque à tous ceux qui le portent, quelle que soit la leur : choisissez un rôle propre à la médiathèque, ou ses bibliothécaires un par un.`,
  en: (role) =>
    `The role “${role}” would open this library to everybody who holds it, whatever library they work for: choose a role of the library’s own, or its librarians one by one.`,
};

/** By what stands in the template, and by all that may. */
export const UNKNOWN_PLACEHOLDER: Record<Locale, (unknown: string, known: string) => string> = {
  fr: (unknown, known) => `Ce modèle contient « ${unknown} », qui n’est pas reconnu. Vous pouvez utiliser : ${known}.`,
  en: (unknown, known) => `This template holds “${unknown}”, which is not known. You can use: ${known}.`,
};

export const TEMPLATE_EXISTS: Sentence = {
  fr: 'Un modèle existe déjà pour cet e-mail dans cette langue : modifiez-le.',
  en: 'There is already a template for this mail in this language: change that one.',
};
