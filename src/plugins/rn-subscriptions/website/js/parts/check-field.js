import { element } from '../dom.js';
import { field } from './field.js';

/** A box to tick, unless it is `optional`, below a text that is read whole, kept in `draft[name]`; `label` says what the tick means. */
export const checkField = ({ form, name, legend, text, label, draft, optional = false }) => {
  const id = `${form}-${name}`;
  const input = element('input', {
    id,
    name,
    type: 'checkbox',
    required: !optional,
    change: () => (draft[name] = input.checked),
  });
  input.checked = draft[name];
  const control = element('div', { class: 'check' }, input, element('label', { for: id }, label));
  return { name, ...field({ id, label: legend, hint: text, control, inputs: [input], group: true }) };
};
