import { element, hiddenText } from '../dom.js';
import { texts } from '../i18n/index.js';
import { partsOfWhole } from '../../shared.js';
import { field } from './field.js';

/**
 * Fields keep what is typed in `draft`, an object of the caller's, so that nothing is lost when the page is drawn again. None has a
 * `maxlength`: a browser would cut what is pasted, without a word; the server says what is too long.
 */

/** One line of text, kept in `draft[name]`. */
export const textField = ({ form, name, label, hint = undefined, draft, required = true, ...attributes }) => {
  const id = `${form}-${name}`;
  const input = element('input', {
    id,
    name,
    type: 'text',
    required,
    ...attributes,
    input: () => (draft[name] = input.value),
  });
  input.value = draft[name];
  return { name, ...field({ id, label, hint, control: input, inputs: [input] }) };
};

/** The e-mail address, kept in `draft.email`: the same wherever it is asked for; `autocomplete` says whether it is the one to sign in with. */
export const emailField = ({ form, draft, hint = undefined, autocomplete = 'username' }) =>
  textField({
    form,
    name: 'email',
    label: texts().fields.email,
    hint,
    draft,
    type: 'email',
    autocomplete,
    autocapitalize: 'none',
    spellcheck: 'false',
  });

/** A field that people neither see nor reach and that stays empty; where a browser filled it in by itself, it appears, so that it can be emptied. */
export const emptyField = ({ form, name, label, draft }) => {
  const line = textField({ form, name, label, draft, required: false, autocomplete: 'off', tabindex: '-1' });
  line.element.classList.add('visually-hidden');
  line.element.setAttribute('aria-hidden', 'true');
  const setProblem = (problem) => {
    if (problem) {
      line.element.classList.remove('visually-hidden');
      line.element.removeAttribute('aria-hidden');
      line.element.querySelector('input').removeAttribute('tabindex');
    }
    line.setProblem(problem);
  };
  return { ...line, setProblem };
};

/** A password that can be shown, kept in `draft[name]`. */
export const passwordField = ({ form, name, hint = undefined, draft, autocomplete }) => {
  const { fields } = texts();
  const id = `${form}-${name}`;
  const input = element('input', {
    id,
    name,
    type: 'password',
    required: true,
    autocomplete,
    autocapitalize: 'none',
    spellcheck: 'false',
    input: () => (draft[name] = input.value),
  });
  input.value = draft[name];

  const announcement = element('span', { class: 'visually-hidden', role: 'status' });
  const setShown = (shown) => {
    input.type = shown ? 'text' : 'password';
    toggle.replaceChildren(shown ? fields.hidePassword : fields.showPassword, hiddenText(` ${fields.thePassword}`));
  };
  const toggle = element('button', {
    type: 'button',
    class: 'button button-plain',
    'aria-controls': id,
    click: () => {
      setShown(input.type === 'password');
      announcement.textContent = input.type === 'password' ? fields.passwordHidden : fields.passwordShown;
    },
  });
  setShown(false);

  const control = element('div', { class: 'password' }, input, toggle, announcement);
  // Hidden again when it is sent, so that browsers offer to keep a password and not a line of text.
  return {
    name,
    ...field({ id, label: fields.password, hint, control, inputs: [input] }),
    beforeSending: () => setShown(false),
  };
};

const PARTS = [
  { part: 'day', length: 2, autocomplete: 'bday-day' },
  { part: 'month', length: 2, autocomplete: 'bday-month' },
  { part: 'year', length: 4, autocomplete: 'bday-year' },
];

/** A day typed in three parts, which no calendar widget beats for a year of birth; kept in `draft[name]`. A whole date that is pasted fills all three. */
export const dayField = ({ form, name, label, hint, draft }) => {
  const { fields } = texts();
  const id = `${form}-${name}`;
  const inputs = PARTS.map(({ part, length, autocomplete }) => {
    const input = element('input', {
      id: part === 'day' ? id : `${id}-${part}`,
      name: `${name}-${part}`,
      type: 'text',
      inputmode: 'numeric',
      class: `digits-${length}`,
      required: true,
      autocomplete,
      input: () => (draft[name][part] = input.value),
      paste: (event) => spread(event),
    });
    input.value = draft[name][part];
    return input;
  });
  const spread = (event) => {
    const whole = partsOfWhole(event.clipboardData.getData('text'));
    if (!whole) return;
    event.preventDefault();
    PARTS.forEach(({ part }, index) => {
      inputs[index].value = whole[part];
      // Said as if it were typed, to whoever follows the field.
      inputs[index].dispatchEvent(new Event('input', { bubbles: true }));
    });
    inputs[2].focus();
  };
  const columns = PARTS.map(({ part }, index) =>
    element('div', {}, element('label', { for: inputs[index].id }, fields[part]), inputs[index])
  );
  const frame = field({ id, label, hint, control: element('div', { class: 'day' }, ...columns), inputs, group: true });
  const inputOf = (part) => inputs[PARTS.findIndex((candidate) => candidate.part === part)];
  return { name, ...frame, setProblem: (problem, part) => frame.setProblem(problem, part ? [inputOf(part)] : inputs) };
};
