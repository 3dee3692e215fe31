import { LINK_HOURS } from '../../../../shared/limits';
import type { Locale } from '../../../../shared/messages/locale';
import type { State } from '../../../../shared/registration-state';

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
export const about = (childs: string, own: string) =>
  `{{#guardianName}}${childs}{{/guardianName}}{{^guardianName}}${own}{{/guardianName}}`;

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

/** The link with what to do with it, in a mail to somebody whose account is not open yet; `why` says what for. */
export const accountLink = (why: string, language: Locale) => `{{#accountLink}}
${why} ${HOW_TO_OPEN[language]}
{{/accountLink}}`;

/** The link itself, and the code for mail programs that do not pass its address on whole. */
export const LINK: Record<Locale, string> = {
  fr: `{{accountLink}}

Ce lien sert une seule fois, pendant ${LINK_HOURS} heures.

Il ne s’ouvre pas ? Sur le site {{websiteLink}} choisissez « Se connecter », puis « J’ai reçu un code », et tapez votre adresse et ce code : {{accountCode}}`,
  en: `{{accountLink}}

This link works once, within ${LINK_HOURS} hours.

It does not open? On the site {{websiteLink}} choose “Sign in”, then “I was sent a code”, and type your address and this code: {{accountCode}}`,
};

const HOW_TO_OPEN: Record<Locale, string> = {
  fr: `Ouvrez cette page, puis choisissez votre mot de passe :

${LINK.fr}`,
  en: `Open this page, then choose your password:

${LINK.en}`,
};

export const STILL_TO_OPEN: Record<Locale, string> = {
  fr: accountLink('Encore une étape, sans laquelle les ressources ne s’ouvrent pas.', 'fr'),
  en: accountLink('One more step, without which the resources do not open.', 'en'),
};

const WHOSE_REQUEST: Record<Locale, (firstName: string, mediatheque: string) => string> = {
  fr: (firstName, mediatheque) => `${firstName}\u00a0: l’inscription à ${mediatheque}`,
  en: (firstName, mediatheque) => `${firstName}: the registration at ${mediatheque}`,
};
const STANDS: Record<Locale, Record<State, string>> = {
  fr: { pending: 'est en attente', validated: 'a été validée', refused: 'a été refusée' },
  en: { pending: 'is waiting', validated: 'was validated', refused: 'was refused' },
};

/** How somebody's request stands, on a line of a mail that a stranger may read; `mediatheque` is « Ville — Nom ». */
export const standing = ({
  firstName,
  mediatheque,
  state,
  language,
}: {
  firstName: string;
  mediatheque: string;
  state: State;
  language: Locale;
}): string => `${WHOSE_REQUEST[language](firstName, mediatheque)} ${STANDS[language][state]}.`;

/** Whom an account link is about. */
export const FOR_WHOM: Record<Locale, string> = {
  fr: '{{#people}}\nPour qui ?\n{{people}}\n{{/people}}',
  en: '{{#people}}\nFor whom?\n{{people}}\n{{/people}}',
};
