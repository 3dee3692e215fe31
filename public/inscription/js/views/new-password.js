import { resetPassword } from '../api.js';
import { element } from '../dom.js';
import { currentLanguage, queryOf, texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { passwordField } from '../parts/text-fields.js';
import { newPasswordProblem } from '../password.js';
import { startSession } from '../session.js';
import { forgetTyped } from './person-form.js';
import { welcomeWithNewPassword } from './registrations.js';

const draft = { password: '' };
let code = null;

/**
 * Whether there is a code to choose a password with. It is taken out of the address at once, and kept nowhere else than
 * in this page: neither the history of a shared computer nor a bookmark may hold it.
 */
export const hasCode = () => {
  const given = new URLSearchParams(location.hash.split('?')[1]).get('code');
  if (given) {
    code = given;
    history.replaceState(history.state, '', `${location.pathname}${queryOf(currentLanguage())}#nouveau-mot-de-passe`);
  }
  return code !== null;
};

const problems = () => [{ field: 'password', message: newPasswordProblem(draft.password) }].filter(({ message }) => message);

const leaveFor = (name) => {
  code = null;
  draft.password = '';
  location.replace(`#${name}`);
};

const send = async () => {
  try {
    startSession(await resetPassword({ code, password: draft.password }), { shared: true });
  } catch (error) {
    if (!error.fields?.some(({ field }) => field === 'code')) throw error;
    leaveFor('lien-perime');
    return;
  }
  // Somebody else may have been signed in here.
  forgetTyped();
  welcomeWithNewPassword();
  leaveFor('mes-inscriptions');
};

/** « Choisir un nouveau mot de passe »: where the link of the mail leads. */
export const newPasswordView = () => {
  const { newPassword: words, fields: labels } = texts();
  const formId = 'nouveau-mot-de-passe-form';
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    form({
      id: formId,
      fields: [
        passwordField({ form: formId, name: 'password', hint: labels.newPasswordHint, draft, autocomplete: 'new-password' }),
      ],
      check: problems,
      send,
      submit: { label: words.submit, sending: words.sending },
      failedTitle: words.failedTitle,
      extra: [element('p', { class: 'hint' }, words.sessions)],
    })
  );
};

/** « Ce lien n’est plus valable »: what may have happened, and the way to another. */
export const goneLinkView = () => {
  const { goneLink: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', {}, words.why),
    element('p', {}, words.reloaded),
    element('p', {}, element('a', { class: 'button', href: '#mot-de-passe-oublie' }, words.again))
  );
};
