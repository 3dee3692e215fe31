import { element } from '../dom.js';
import { texts } from '../i18n/index.js';

let last = null;

/** Keeps what the next page says: the server's sentence, the address, the library's label, and what fills the form for another of the family. */
export const rememberSignUp = (signedUp) => (last = signedUp);

/** Whether there is a request to speak of; a reload forgets it. */
export const hasSignedUp = () => last !== null;

/** « Demande enregistrée »: what comes next. */
export const signedUpView = () => {
  const { signedUp: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', { class: 'notice' }, last.message),
    element('h2', {}, words.nextTitle),
    element(
      'ol',
      { class: 'steps' },
      element('li', {}, words.mail(last.email)),
      element('li', {}, words.library(last.mediatheque)),
      element('li', {}, words.decision)
    ),
    element('p', { class: 'hint' }, words.known),
    element(
      'p',
      {},
      element('a', { class: 'button', href: '#inscription', click: () => last.another() }, words.another)
    )
  );
};
