import { requestPasswordLink } from '../api.js';
import { element } from '../dom.js';
import { emailProblem } from '../email.js';
import { texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { proofOfWork } from '../proof-of-work.js';
import { emailField } from '../parts/text-fields.js';

const draft = { email: '' };
let sentTo = null;

/** Whether a link was asked for; a reload forgets it. */
export const hasAskedForLink = () => sentTo !== null;

const problems = () => [{ field: 'email', message: emailProblem(draft.email) }].filter(({ message }) => message);

const send = async () => {
  await requestPasswordLink({ email: draft.email.trim(), altcha: await proofOfWork() });
  sentTo = draft.email.trim();
  draft.email = '';
  // In place of the form, so that Back does not lead to a form that was sent.
  location.replace('#lien-envoye');
};

/** « Mot de passe oublié ? »: asks for a link by e-mail. */
export const forgottenPasswordView = () => {
  const { forgottenPassword: words, problems: general } = texts();
  const formId = 'mot-de-passe-oublie-form';
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    form({
      id: formId,
      fields: [emailField({ form: formId, draft })],
      check: problems,
      send,
      submit: { label: words.submit, sending: words.sending },
      failedTitle: general.failedTitle,
    }),
    element('p', {}, element('a', { href: '#connexion' }, words.back))
  );
};

/** « Regardez vos e-mails »: the same for every address. */
export const linkSentView = () => {
  const { linkSent: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', { class: 'notice' }, words.sent(sentTo)),
    element('p', {}, words.validity),
    element('p', {}, words.nothing),
    element('p', {}, words.otherAddress, ' ', element('a', { href: '#mot-de-passe-oublie' }, words.again), '.')
  );
};
