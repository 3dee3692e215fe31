import { readLink } from '../api.js';
import { element } from '../dom.js';
import { emailProblem } from '../email.js';
import { texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { emailField, textField } from '../parts/text-fields.js';
import { CODE_DIGITS } from '../../shared.js';
import { setProof } from './access.js';

const draft = { email: '', code: '' };

const problems = () =>
  [
    { field: 'email', message: emailProblem(draft.email) },
    { field: 'code', message: draft.code.replace(/\D/g, '').length === CODE_DIGITS ? null : texts().code.incomplete },
  ].filter(({ message }) => message);

const send = async () => {
  const proof = { email: draft.email.trim(), code: draft.code.replace(/\D/g, '') };
  await readLink(proof);
  setProof(proof);
  draft.email = '';
  draft.code = '';
  location.replace('#acces');
};

/** « J’ai reçu un code »: where the link of a mail does not arrive whole. */
export const codeView = () => {
  const { code: words, problems: general } = texts();
  const formId = 'code-form';
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    form({
      id: formId,
      fields: [
        emailField({ form: formId, draft }),
        textField({
          form: formId,
          name: 'code',
          draft,
          spellcheck: 'false',
          label: words.label,
          hint: words.hint,
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
        }),
      ],
      check: problems,
      send,
      submit: { label: words.submit, sending: words.sending },
      failedTitle: general.failedTitle,
    }),
    element('p', {}, element('a', { href: '#mot-de-passe-oublie' }, words.noCode))
  );
};
