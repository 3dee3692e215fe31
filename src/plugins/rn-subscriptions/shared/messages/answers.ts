import { MOST_REGISTRATIONS } from '../limits';
import type { Locale, Sentence } from './locale';

/** What the API answers as a whole, by code: errors, and what was done. */
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
  openedOnly: {
    fr: 'Votre mot de passe est enregistré. Connectez-vous.',
    en: 'Your password is stored. Please sign in.',
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

/** A sentence of an answer. */
export const answer = (code: AnswerCode, locale: Locale): string => ANSWERS[code][locale];
