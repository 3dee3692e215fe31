import { element } from '../dom.js';
import { texts } from '../i18n/index.js';

let reason = null;

/** Why the link did not open: the API's problem, `{ field, code, message }`, or null. */
export const setGoneReason = (problem) => (reason = problem);

/** « Ce lien ne s’ouvre pas »: what may have happened, and the ways on. */
export const goneLinkView = () => {
  const { goneLink: words } = texts();
  const isUsed = reason?.code === 'usedLink';
  const signIn = element('a', { class: 'button', href: '#connexion' }, words.signIn);
  const another = element(
    'a',
    { class: isUsed ? 'button button-second' : 'button', href: '#mot-de-passe-oublie' },
    words.again
  );
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', {}, reason?.message ?? words.gone),
    element('p', { class: 'hint' }, words.why),
    element('p', { class: 'buttons' }, ...(isUsed ? [signIn, another] : [another])),
    element('p', {}, words.haveCode, ' ', element('a', { href: '#code' }, words.typeCode), '.')
  );
};
