import { signUp } from '../api.js';
import { element } from '../dom.js';
import { emailProblem } from '../email.js';
import { texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { loaded } from '../parts/states.js';
import { emailField, emptyField } from '../parts/text-fields.js';
import { proofOfWork } from '../proof-of-work.js';
import { findTerms } from '../terms.js';
import { personDraft, personFields, personProblems, personRequest } from '../person.js';
import { noticeLink } from './notices.js';
import { rememberSignUp } from './signed-up.js';

const emptyDraft = () => ({ ...personDraft(), email: '', website: '' });

let draft = emptyDraft();

const ORDER = [
  'lastName',
  'firstName',
  'email',
  'birthDate',
  'guardianName',
  'guardianWording',
  'mediatheque',
  'cardNumber',
  'website',
];

const problems = (terms) =>
  [...personProblems(draft, terms), { field: 'email', message: emailProblem(draft.email) }]
    .filter(({ message }) => message)
    .sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));

const send = async (terms) => {
  const { email, website } = draft;
  const message = await signUp({ ...personRequest(draft, terms), email, website, altcha: await proofOfWork() });
  const { lastName, mediatheque } = draft;
  // The next one of a family has the same address and, as a rule, the same name and library.
  const another = () => (draft = { ...emptyDraft(), email: email.trim(), lastName, mediatheque });
  rememberSignUp({ message, email: email.trim(), mediatheque: mediatheque.chosen.label, another });
  draft = emptyDraft();
  // In place of the form, so that Back does not lead to a form that was sent.
  location.replace('#demande-enregistree');
};

const privacyHint = () => {
  const more = noticeLink('privacy');
  // Another view keeps what is typed here, another page does not.
  if (more && !more.getAttribute('href').startsWith('#')) {
    more.target = '_blank';
    more.append(` (${texts().newTab})`);
  }
  return element('p', { class: 'hint' }, texts().signUp.privacy, ...(more ? [' ', more] : []));
};

const signUpForm = (terms) => {
  const { signUp: words, fields: labels } = texts();
  const formId = 'inscription-form';
  const fields = {
    ...personFields({ form: formId, draft, terms }),
    email: emailField({ form: formId, draft, hint: labels.emailHint, autocomplete: 'email' }),
    website: emptyField({ form: formId, name: 'website', label: labels.website, draft }),
  };
  return form({
    id: formId,
    fields: ORDER.map((name) => fields[name]),
    check: () => problems(terms),
    send: () => send(terms),
    submit: { label: words.submit, sending: words.sending },
    failedTitle: texts().problems.failedTitle,
    extra: [privacyHint(), element('p', { class: 'hint' }, words.robots)],
  });
};

/** « S’inscrire »: asks for a registration. */
export const signUpView = () => {
  const { signUp: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    element('p', {}, words.already, ' ', element('a', { href: '#connexion' }, words.alreadyLink), '.'),
    element('p', { class: 'hint' }, words.family),
    element('p', { class: 'hint' }, words.required),
    loaded({ load: findTerms, show: signUpForm }).element
  );
};
