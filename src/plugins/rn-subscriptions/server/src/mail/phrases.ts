import type { Locale } from '../../../shared/messages';
import type { State } from '../../../shared/registration-state';
import { CONFIRMATION_HOURS } from '../accounts/confirmation-token';

/** What the built-in mails have in common. */

export const SIGNATURE = {
  fr: 'Cordialement,\nL’équipe de la médiathèque\n{{mediatheque}}',
  en: 'Kind regards,\nThe team of your library\n{{mediatheque}}',
};

/** Whom a mail about a registration speaks to: a child's parent or guardian, or the patron. */
export const GREETING: Record<Locale, string> = {
  fr: 'Bonjour {{#guardianName}}{{guardianName}}{{/guardianName}}{{^guardianName}}{{patronName}}{{/guardianName}},',
  en: 'Hello {{#guardianName}}{{guardianName}}{{/guardianName}}{{^guardianName}}{{patronName}}{{/guardianName}},',
};

/** What the mail is about, in the words for a child's and for one's own. */
export const about = (childs: string, own: string) => `{{#guardianName}}${childs}{{/guardianName}}{{^guardianName}}${own}{{/guardianName}}`;

export const REQUEST = {
  fr: about('La demande d’inscription pour {{patronName}}', 'Votre demande d’inscription'),
  en: about('The request of {{patronName}}', 'Your request'),
};

export const REGISTRATION = {
  fr: about('{{patronName}} : l’inscription', 'Votre inscription'),
  en: about('The registration of {{patronName}}', 'Your registration'),
};

export const REFUSED = {
  fr: about('la demande d’inscription pour {{patronName}}', 'votre demande d’inscription'),
  en: about('the request of {{patronName}}', 'your request'),
};

/** Stands in a mail to somebody whose address is not confirmed yet; `why` says what for. */
export const confirmation = (why: string, language: Locale) => `{{#confirmationLink}}
${why} ${HOW_TO_CONFIRM[language]}
{{/confirmationLink}}`;

const HOW_TO_CONFIRM: Record<Locale, string> = {
  fr: `Ouvrez cette page, puis appuyez sur le bouton « Confirmer mon adresse » :

{{confirmationLink}}

Ce lien sert une seule fois, pendant ${CONFIRMATION_HOURS} heures.`,
  en: `Open this page, then press the button “Confirm my address”:

{{confirmationLink}}

This link works once, within ${CONFIRMATION_HOURS} hours.`,
};

export const STILL_TO_CONFIRM: Record<Locale, string> = {
  fr: confirmation('Encore une étape : confirmez votre adresse e-mail. Les ressources ne s’ouvrent pas avant.', 'fr'),
  en: confirmation('One more step: confirm your e-mail address. The resources do not open before you do.', 'en'),
};

const STANDS: Record<Locale, Record<State, string>> = {
  fr: { pending: 'est en attente', validated: 'a été validée', refused: 'a été refusée' },
  en: { pending: 'is waiting', validated: 'was validated', refused: 'was refused' },
};

/** How somebody's request stands, on a line of a mail that a stranger may read; `mediatheque` is « Ville — Nom ». */
export const standing = ({ firstName, mediatheque, state, language }: { firstName: string; mediatheque: string; state: State; language: Locale }): string =>
  language === 'fr' ? `${firstName}\u00a0: l’inscription à ${mediatheque} ${STANDS.fr[state]}.` : `${firstName}: the registration at ${mediatheque} ${STANDS.en[state]}.`;

/** Whom a link to confirm an address is about. */
export const FOR_WHOM: Record<Locale, string> = {
  fr: '{{#people}}\nPour qui ?\n{{people}}\n{{/people}}',
  en: '{{#people}}\nFor whom?\n{{people}}\n{{/people}}',
};
