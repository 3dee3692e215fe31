import { signIn } from '../api.js';
import { element } from '../dom.js';
import { texts } from '../i18n/index.js';
import { checkField } from '../parts/check-field.js';
import { form } from '../parts/form.js';
import { notice } from '../parts/states.js';
import { emailField, passwordField } from '../parts/text-fields.js';
import { startSession } from '../session.js';

const draft = { email: '', password: '', shared: true };
let reason = null;

/** Why the page asks to sign in: `ended`, `idle`, `signedOut`, or null; said once, on the next drawing of the page. */
export const setSignInReason = (next) => (reason = next);

const REASONS = {
  ended: () => texts().problems.sessionEnded,
  idle: () => texts().signIn.idle,
  signedOut: () => texts().signIn.signedOut,
};

const problems = () =>
  [
    draft.email.trim() ? null : { field: 'email', message: texts().missing.email },
    draft.password ? null : { field: 'password', message: texts().missing.currentPassword },
  ].filter(Boolean);

// The accounts' own route answers in English, and says « invalid » for a wrong address and a wrong password alike.
const inOwnWords = (error) => {
  const { signIn: words, problems: general } = texts();
  if (error.kind === 'network' || error.message === general.tooMany) return error;
  return Object.assign(error, {
    kind: 'refused',
    message: /blocked/i.test(error.message) ? words.blocked : words.wrong,
  });
};

const send = async () => {
  try {
    startSession(await signIn({ email: draft.email.trim(), password: draft.password }), { shared: draft.shared });
  } catch (error) {
    throw inOwnWords(error);
  }
  draft.email = '';
  draft.password = '';
  draft.shared = true;
  location.hash = '#mes-inscriptions';
};

/** « Se connecter ». */
export const signInView = () => {
  const { signIn: words } = texts();
  const formId = 'connexion-form';
  const why = reason && REASONS[reason]();
  reason = null;
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    why ? notice(why) : null,
    form({
      id: formId,
      fields: [
        emailField({ form: formId, draft }),
        passwordField({ form: formId, name: 'password', draft, autocomplete: 'current-password' }),
        checkField({
          form: formId,
          name: 'shared',
          legend: words.computer,
          text: words.publicComputer,
          label: words.shared,
          draft,
          optional: true,
        }),
      ],
      check: problems,
      send,
      submit: { label: words.submit, sending: words.sending },
      failedTitle: words.failedTitle,
    }),
    element('p', {}, element('a', { href: '#mot-de-passe-oublie' }, words.forgotten)),
    element('p', {}, element('a', { href: '#code' }, words.code)),
    element('p', {}, words.noAccount, ' ', element('a', { href: '#inscription' }, words.noAccountLink), '.')
  );
};
