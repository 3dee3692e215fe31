import { element, setAttribute } from '../dom.js';
import { texts } from '../i18n/index.js';

/**
 * The frame of a field: label or legend, hint, and the message of what is wrong with it, all three tied to the control.
 * `inputs` are what a person types in: one, or the parts of a `group`. Returns
 * `{ element, setProblem(message | null, wrongInputs?), focus() }`; focus goes to the first wrong input.
 */
export const field = ({ id, label, hint = undefined, control, inputs, group = false }) => {
  const message = element('p', { class: 'field-problem', id: `${id}-problem`, hidden: true });
  const hintNode = hint ? element('p', { class: 'hint', id: `${id}-hint` }, hint) : null;
  const title = group ? element('legend', {}, label) : element('label', { for: id }, label);
  const frame = element(group ? 'fieldset' : 'div', { class: 'field' }, title, hintNode, message, control);

  const described = group ? frame : inputs[0];
  const describe = (isWrong) =>
    setAttribute(
      described,
      'aria-describedby',
      [hintNode?.id, isWrong && message.id].filter(Boolean).join(' ') || null
    );
  describe(false);

  const setProblem = (problem, wrongInputs = inputs) => {
    frame.classList.toggle('field-wrong', Boolean(problem));
    message.hidden = !problem;
    message.replaceChildren(
      ...(problem ? [element('span', { class: 'visually-hidden' }, texts().problems.fieldPrefix), problem] : [])
    );
    for (const input of inputs) setAttribute(input, 'aria-invalid', Boolean(problem) && wrongInputs.includes(input));
    describe(Boolean(problem));
  };

  const focus = () => (inputs.find((input) => input.getAttribute('aria-invalid') === 'true') ?? inputs[0]).focus();
  return { element: frame, setProblem, focus };
};
