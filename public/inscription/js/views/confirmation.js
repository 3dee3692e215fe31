import { confirmAddress } from '../api.js';
import { element } from '../dom.js';
import { currentLanguage, queryOf, texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { newConfirmationLink } from '../parts/new-confirmation-link.js';
import { notice } from '../parts/states.js';
import { currentSession } from '../session.js';

let token = null;
/** the token moves the account to a new address */
let isMove = false;
let problem = null;

/**
 * Whether there is a token to confirm an address with. It is taken out of the address at once and kept in this page only;
 * nothing is sent before somebody presses the button, since scanners of mail servers open every link.
 */
export const hasToken = () => {
  const query = new URLSearchParams(location.hash.split('?')[1]);
  const moves = query.get('nouvelle');
  const given = moves ?? query.get('token');
  if (given) {
    token = given;
    isMove = moves !== null;
    history.replaceState(history.state, '', `${location.pathname}${queryOf(currentLanguage())}#confirmation`);
  }
  return token !== null;
};

const leaveFor = (name, code = null) => {
  token = null;
  problem = code;
  location.replace(`#${name}`);
};

const send = async () => {
  try {
    await confirmAddress(token);
  } catch (error) {
    const code = error.fields?.find(({ field }) => field === 'token')?.code;
    if (!code) throw error;
    return code === 'usedLink' ? leaveFor('adresse-confirmee', code) : leaveFor('confirmation-perimee', code);
  }
  leaveFor('adresse-confirmee');
};

/** « Confirmer votre adresse e-mail »: where the link of the mail leads. */
export const confirmationView = () => {
  const { confirmation: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, isMove ? words.moveTitle : words.title),
    element('p', { class: 'intro' }, isMove ? words.moveIntro : words.intro),
    form({
      id: 'confirmation-form',
      fields: [],
      check: () => [],
      send,
      submit: { label: words.submit, sending: words.sending },
      failedTitle: words.failedTitle,
    }),
    element('p', { class: 'hint' }, isMove ? words.moveNotYou : words.notYou)
  );
};

/** « Adresse confirmée »: what comes next; the same where the link was used before. */
export const addressConfirmedView = () => {
  const { confirmation: words } = texts();
  const [name, label] = currentSession() ? ['mes-inscriptions', words.toRegistrations] : ['connexion', words.toSignIn];
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.doneTitle),
    notice(problem === 'usedLink' ? words.used : isMove ? words.moved : words.done),
    isMove ? null : element('p', {}, words.next),
    element('p', {}, element('a', { class: 'button', href: `#${name}` }, label))
  );
};

/** « Ce lien n’est plus valable »: what may have happened, and the way to another. */
export const goneConfirmationView = () => {
  const { confirmation: words } = texts();
  const another = currentSession()
    ? [newConfirmationLink()]
    : [element('p', {}, words.signInFirst), element('p', {}, element('a', { class: 'button', href: '#connexion' }, words.toSignIn))];
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.goneTitle),
    element('p', {}, { expiredLink: words.expired, takenAddress: words.taken }[problem] ?? words.gone),
    ...another
  );
};
