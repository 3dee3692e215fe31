import type { Denial } from './entitlement';
import { MOST_REGISTRATIONS } from './same-person';

export type Locale = 'fr' | 'en';
type Sentence = Record<Locale, string>;

/** What is wrong with a field, by code: the same sentence in an answer of the API and on the librarian's page. */
const FIELD_PROBLEMS = {
  required: { fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
  wrongType: { fr: 'Cette valeur n’est pas du type attendu.', en: 'This value is not of the expected type.' },
  unknownField: { fr: 'Ce champ est inconnu.', en: 'This field is unknown.' },
  tooLong: { fr: 'Ce texte est trop long.', en: 'This text is too long.' },
  tooShort: { fr: 'Choisissez au moins 8 caractères.', en: 'Choose at least 8 characters.' },
  wrongPassword: { fr: 'Ce mot de passe n’est pas le vôtre.', en: 'This is not your password.' },
  passwordsDiffer: { fr: 'Les deux mots de passe sont différents.', en: 'The two passwords are not the same.' },
  proofMissing: {
    fr: 'La vérification contre les robots n’a pas été faite. Rechargez la page, puis réessayez.',
    en: 'The check against robots was not made. Reload the page, then try again.',
  },
  proofInvalid: {
    fr: 'La vérification contre les robots n’est pas valable ou ne l’est plus. Envoyez de nouveau.',
    en: 'The check against robots is not valid, or no longer. Please send again.',
  },
  leaveEmpty: { fr: 'Laissez ce champ vide.', en: 'Leave this field empty.' },
  expiredLink: {
    fr: 'Ce lien a expiré. Demandez-en un nouveau.',
    en: 'This link has expired. Ask for a new one.',
  },
  usedLink: {
    fr: 'Ce lien a déjà servi. Connectez-vous, ou demandez-en un nouveau.',
    en: 'This link was used already. Sign in, or ask for a new one.',
  },
  wrongCode: {
    fr: 'Ce code ne correspond pas à cette adresse. Vérifiez les deux : le code est dans l’e-mail le plus récent.',
    en: 'This code does not go with this address. Check both: the code is in the latest e-mail.',
  },
  blockedAccount: {
    fr: 'Ce compte est bloqué. Adressez-vous à votre médiathèque.',
    en: 'This account is blocked. Please ask your library.',
  },
  undecided: {
    fr: 'Dites pour chaque personne si vous la connaissez.',
    en: 'Say of each person whether you know them.',
  },
  commonPassword: {
    fr: 'Ce mot de passe est trop facile à deviner : beaucoup de gens ont le même. Prenez par exemple trois mots qui ne vont pas ensemble.',
    en: 'This password is too easy to guess: many people have the same. Take three words that do not go together, for example.',
  },
  ownPassword: {
    fr: 'Un nom ou une adresse e-mail se devine. Prenez par exemple trois mots qui ne vont pas ensemble.',
    en: 'A name or an e-mail address can be guessed. Take three words that do not go together, for example.',
  },
  goneLink: {
    fr: 'Ce lien n’est plus valable. Demandez-en un nouveau.',
    en: 'This link is no longer valid. Ask for a new one.',
  },
  takenAddress: {
    fr: 'Cette adresse est devenue celle d’un autre compte. Adressez-vous à votre médiathèque.',
    en: 'This address has become that of another account. Please ask your library.',
  },
  otherAccount: { fr: 'Cette adresse est celle d’un autre compte.', en: 'This address is that of another account.' },
  noOtherAccount: {
    fr: 'Il n’y a plus d’autre compte avec cette adresse. Enregistrez de nouveau.',
    en: 'There is no longer another account with this address. Save again.',
  },
  accountFull: {
    fr: `Ce compte réunit déjà ${MOST_REGISTRATIONS} inscriptions : il n’a plus de place. Demandez une autre adresse à l’abonné.`,
    en: `This account holds ${MOST_REGISTRATIONS} registrations already: it has no room left. Ask the patron for another address.`,
  },
  alreadyOnAccount: {
    fr: 'Cette personne est déjà inscrite à cette médiathèque avec ce compte : cherchez son autre inscription dans la liste.',
    en: 'This person is registered at this library with that account already: look for the other registration in the list.',
  },
  controlCharacters: {
    fr: 'Ce texte contient des caractères invisibles qui ne sont pas acceptés.',
    en: 'This text holds invisible characters that are not accepted.',
  },
  invalidEmail: {
    fr: 'Écrivez une adresse e-mail complète, par exemple nom@exemple.fr.',
    en: 'Type a complete e-mail address, for example name@example.org.',
  },
  invalidDate: {
    fr: 'Cette date n’existe pas. Écrivez jour, mois et année.',
    en: 'This date does not exist. Give day, month and year.',
  },
  yearMissing: { fr: 'Il manque l’année, en quatre chiffres.', en: 'The year is missing, in four digits.' },
  yearDigits: {
    fr: 'Écrivez l’année en quatre chiffres, par exemple 1984.',
    en: 'Write the year in four digits, for example 1984.',
  },
  monthMissing: {
    fr: 'Il manque le mois et l’année, en quatre chiffres.',
    en: 'The month and the year are missing, the year in four digits.',
  },
  dayMissing: {
    fr: 'Il manque le jour ou le mois. Exemple : 25/12/2026.',
    en: 'The day or the month is missing. Example: 25/12/2026.',
  },
  monthFirst: {
    fr: 'Écrivez d’abord le jour, puis le mois. Exemple : 31/12/2026.',
    en: 'Write the day first, then the month. Example: 31/12/2026.',
  },
  invalidMonth: {
    fr: 'Ce mois n’existe pas : il va de 1 à 12.',
    en: 'This month does not exist: it goes from 1 to 12.',
  },
  unreadableDate: {
    fr: 'Cette date n’est pas compréhensible. Écrivez jour, mois et année, par exemple 25/12/2026.',
    en: 'This date cannot be understood. Write day, month and year, for example 25/12/2026.',
  },
  futureDate: { fr: 'Cette date est dans le futur.', en: 'This date is in the future.' },
  tooLongAgo: { fr: 'Cette date est trop ancienne.', en: 'This date is too long ago.' },
  alreadyExpired: {
    fr: 'Avec cette date de validité, l’abonnement serait déjà expiré.',
    en: 'With this validity date the subscription would already have expired.',
  },
  unknownMediatheque: { fr: 'Choisissez une médiathèque de la liste.', en: 'Choose a library of the list.' },
  guardianNeeded: {
    fr: 'À cet âge, le nom d’un parent ou d’un responsable légal est nécessaire.',
    en: 'At this age the name of a parent or legal guardian is needed.',
  },
  agreementNeeded: {
    fr: 'À cet âge, l’accord d’un parent ou d’un responsable légal est nécessaire.',
    en: 'At this age the agreement of a parent or legal guardian is needed.',
  },
  guardianNotNeeded: {
    fr: 'À cet âge, aucun parent ou responsable légal n’est demandé. Vérifiez la date de naissance, ou laissez ce champ vide.',
    en: 'At this age no parent or legal guardian is asked for. Check the date of birth, or leave this field empty.',
  },
  wordingChanged: {
    fr: 'Le texte de l’accord a changé. Rechargez la page pour lire le nouveau.',
    en: 'The text of the agreement has changed. Reload the page to read the new one.',
  },
  invalidChoice: {
    fr: 'Cette valeur ne fait pas partie des choix possibles.',
    en: 'This value is not one of the choices.',
  },
  notPendingAgain: {
    fr: 'Une inscription déjà traitée ne peut pas redevenir « en attente ».',
    en: 'A registration that was decided cannot wait again.',
  },
  notADecision: {
    fr: 'La raison du refus ne peut accompagner qu’un passage au statut « refusé ».',
    en: 'A reason can only go with a change to “refused”.',
  },
  notWithThisState: {
    fr: 'Une date de validité ne peut accompagner que le statut « validé ».',
    en: 'A validity date can only go with the state “validated”.',
  },
} satisfies Record<string, Sentence>;
type FieldProblemCode = keyof typeof FIELD_PROBLEMS;

const DENIAL_REASONS: Record<Denial, Sentence> = {
  noRegistration: { fr: 'Aucune inscription n’est liée à ce compte.', en: 'No registration belongs to this account.' },
  pending: {
    fr: 'Votre demande est en attente : votre médiathèque ne l’a pas encore validée.',
    en: 'Your request is waiting: your library has not validated it yet.',
  },
  refused: {
    fr: 'Votre demande a été refusée. Rapprochez-vous de votre médiathèque.',
    en: 'Your request was refused. Please ask your library.',
  },
  addressUnconfirmed: {
    fr: 'Votre inscription est validée, mais votre adresse e-mail n’est pas encore confirmée.',
    en: 'Your registration is validated, but your e-mail address is not confirmed yet.',
  },
  expired: {
    fr: 'Votre abonnement a expiré. Réinscrivez-vous auprès de votre médiathèque.',
    en: 'Your subscription has expired. Please renew it at your library.',
  },
};

const ANSWERS = {
  invalid: { fr: 'Certaines informations sont à corriger.', en: 'Some of the information needs mending.' },
  notAnObject: { fr: 'Le corps de la requête doit être un objet JSON.', en: 'The request body must be a JSON object.' },
  malformedJson: { fr: 'Le corps de la requête n’est pas du JSON valide.', en: 'The request body is not valid JSON.' },
  unreadableBody: { fr: 'Le corps de la requête ne peut pas être lu.', en: 'The request body cannot be read.' },
  noFilesHere: { fr: 'Aucun fichier n’est accepté ici.', en: 'No file is accepted here.' },
  imagesOnly: {
    fr: 'Seules des images PNG, JPEG ou WebP sont acceptées, chacune sous un nom qui le dit (.png, .jpg ou .webp).',
    en: 'Only PNG, JPEG or WebP images are accepted, each under a name that says so (.png, .jpg or .webp).',
  },
  mayNotUpload: {
    fr: 'Votre rôle ne permet pas d’envoyer des fichiers.',
    en: 'Your role does not allow you to upload files.',
  },
  nothingHere: { fr: 'Il n’y a rien à cette adresse.', en: 'There is nothing at this address.' },
  unreadableQuery: {
    fr: 'La requête contient une valeur qui ne peut pas être lue.',
    en: 'The query holds a value that cannot be read.',
  },
  unreadableText: {
    fr: 'Un texte de la requête contient des caractères illisibles.',
    en: 'A text of the request holds unreadable characters.',
  },
  tooLarge: { fr: 'La requête est trop volumineuse.', en: 'The request is too large.' },
  secretInQuery: {
    fr: 'La requête nomme un champ qui ne peut être ni lu, ni filtré, ni trié.',
    en: 'The query names a field that cannot be read, filtered or sorted by.',
  },
  notFound: { fr: 'Cette inscription n’existe pas.', en: 'This registration does not exist.' },
  mailNotFound: {
    fr: 'Cet e-mail n’existe pas ou est déjà parti.',
    en: 'This e-mail does not exist or has left already.',
  },
  mailNotFailed: {
    fr: 'Cet e-mail n’est plus en échec : il est reparti ou déjà retiré de la liste.',
    en: 'This e-mail is no longer a failed one: it is being sent again or has left the list already.',
  },
  mailOutdated: {
    fr: 'Cet e-mail ne peut pas être renvoyé : il dirait ce qui n’est plus vrai.',
    en: 'This e-mail cannot be sent again: it would say what is no longer so.',
  },
  heldBySetting: {
    fr: 'Les envois sont suspendus par un réglage du serveur : ils ne peuvent pas être repris d’ici.',
    en: 'E-mails are on hold by a setting of the server: they cannot be resumed from here.',
  },
  holdIsOver: {
    fr: 'Les envois ne sont plus suspendus : quelqu’un d’autre en a décidé.',
    en: 'E-mails are no longer on hold: somebody else has decided.',
  },
  notStored: {
    fr: 'Non enregistré : la base de données n’a pas répondu. Rien n’a été perdu de ce que vous avez tapé : réessayez dans un instant.',
    en: 'Not saved: the database did not answer. Nothing that you typed is lost: try again in a moment.',
  },
  notRead: {
    fr: 'La base de données n’a pas répondu : réessayez dans un instant.',
    en: 'The database did not answer: try again in a moment.',
  },
  stopping: {
    fr: 'Non enregistré : le service redémarre. Rien n’a été perdu de ce que vous avez tapé : réessayez dans un instant.',
    en: 'Not saved: the service is restarting. Nothing that you typed is lost: try again in a moment.',
  },
  signIn: { fr: 'Connectez-vous pour continuer.', en: 'Please sign in to go on.' },
  conflict: {
    fr: 'Cette inscription a été modifiée entre-temps par quelqu’un d’autre.',
    en: 'Somebody else has changed this registration in the meantime.',
  },
  decided: {
    fr: 'Votre demande a déjà été traitée : adressez-vous à votre médiathèque pour toute modification.',
    en: 'Your request has already been decided: please ask your library for any change.',
  },
  fullAccount: {
    fr: `Un compte réunit au plus ${MOST_REGISTRATIONS} inscriptions. Pour une personne de plus, créez un compte avec une autre adresse e-mail.`,
    en: `An account holds at most ${MOST_REGISTRATIONS} registrations. For one more person, create an account with another e-mail address.`,
  },
  alreadyThere: {
    fr: 'Cette personne est déjà inscrite à cette médiathèque avec votre compte.',
    en: 'This person is registered at this library with your account already.',
  },
  closedMediatheque: {
    fr: 'Cette médiathèque ne prend plus d’inscriptions. Choisissez-en une autre : « Inscrire une autre personne de la famille ».',
    en: 'This library takes no registrations any more. Choose another: “Register somebody else of the family”.',
  },
  addressConfirmed: { fr: 'Votre adresse e-mail est confirmée.', en: 'Your e-mail address is confirmed.' },
  confirmFirst: {
    fr: 'Confirmez d’abord votre adresse e-mail, avec le lien que vous y recevez.',
    en: 'Confirm your e-mail address first, with the link that is mailed to it.',
  },
  allErased: {
    fr: 'Ces demandes sont effacées, et les médiathèques sont prévenues.',
    en: 'These requests are erased, and the libraries are told.',
  },
  linkSent: {
    fr: 'Un e-mail vous est envoyé avec un nouveau lien. Ouvrez-le, puis suivez le lien.',
    en: 'An e-mail with a new link is on its way to you. Open it, then follow the link.',
  },
  signedUp: {
    fr: 'Votre demande est reçue. Un e-mail vous est envoyé : ouvrez-le pour continuer.',
    en: 'Your request has arrived. An e-mail is on its way to you: open it to go on.',
  },
} satisfies Record<string, Sentence>;
type AnswerCode = keyof typeof ANSWERS;

/** Whether a code has a sentence of its own. */
export const isFieldProblem = (code: string): code is FieldProblemCode => Object.hasOwn(FIELD_PROBLEMS, code);

/** The sentence for a field's problem. An unknown code gets the most general sentence rather than none. */
export const fieldProblem = (code: string, locale: Locale): string =>
  FIELD_PROBLEMS[isFieldProblem(code) ? code : 'wrongType'][locale];

/** The sentence that tells a patron why the resources stay closed. */
export const denialReason = (reason: Denial, locale: Locale): string => DENIAL_REASONS[reason][locale];

/** A sentence of an answer. */
export const answer = (code: AnswerCode, locale: Locale): string => ANSWERS[code][locale];

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** `seconds` as people say them: whole minutes, from an hour and a half on whole hours, never too few. */
const span = (seconds: number, locale: Locale): string => {
  const [count, unit] =
    seconds > 1.5 * HOUR
      ? [Math.ceil(seconds / HOUR), locale === 'fr' ? 'heure' : 'hour']
      : [Math.ceil(seconds / MINUTE), 'minute'];
  return `${count} ${unit}${count > 1 ? 's' : ''}`;
};

/** The sentence for whoever asked too often and may ask again in `seconds`. */
export const tooManySentence = (seconds: number, locale: Locale): string =>
  locale === 'fr'
    ? `Trop de demandes ont été faites en peu de temps. Réessayez dans ${span(seconds, 'fr')}.`
    : `Too many requests were made in a short time. Try again in ${span(seconds, 'en')}.`;

/** The sentence where a whole place has asked too often, with what helps a class or a workshop. */
export const tooManyFromHereSentence = (seconds: number, locale: Locale): string =>
  locale === 'fr'
    ? `Trop de demandes ont été faites d’ici en peu de temps. Réessayez dans ${span(seconds, 'fr')}. Si vous êtes nombreux au même endroit, la médiathèque départementale peut ouvrir un atelier pour la journée.`
    : `Too many requests were made from here in a short time. Try again in ${span(seconds, 'en')}. If there are many of you in one place, the departmental library can open a workshop for the day.`;

/** French unless the reader prefers English: the first of the two that `Accept-Language` names, by its weights. */
export const localeOf = (acceptLanguage: string | undefined): Locale => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part, index) => {
      const [tag, ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ language, weight }) => (language === 'fr' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return wanted[0]?.language === 'en' ? 'en' : 'fr';
};
