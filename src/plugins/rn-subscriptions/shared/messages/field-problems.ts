import { MOST_REGISTRATIONS, SHORTEST_PASSWORD } from '../limits';
import type { Locale, Sentence } from './locale';

/** What is wrong with a field, by code: the same sentence in an answer of the API and on the librarian's page. */
const FIELD_PROBLEMS = {
  required: { fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
  wrongType: { fr: 'Cette valeur n’est pas du type attendu.', en: 'This value is not of the expected type.' },
  unknownField: { fr: 'Ce champ est inconnu.', en: 'This field is unknown.' },
  tooLong: { fr: 'Ce texte est trop long.', en: 'This text is too long.' },
  tooShort: {
    fr: `Choisissez au moins ${SHORTEST_PASSWORD} caractères.`,
    en: `Choose at least ${SHORTEST_PASSWORD} characters.`,
  },
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

/** Whether a code has a sentence of its own. */
export const isFieldProblem = (code: string): code is FieldProblemCode => Object.hasOwn(FIELD_PROBLEMS, code);

/** The sentence for a field's problem. An unknown code gets the most general sentence rather than none. */
export const fieldProblem = (code: string, locale: Locale): string =>
  FIELD_PROBLEMS[isFieldProblem(code) ? code : 'wrongType'][locale];
