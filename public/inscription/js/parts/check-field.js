import { element } from '../dom.js';
import { field } from './field.js';

/** A box to tick beside a sentence or a text that is read whole, kept in `draft[name]`. */
export const checkField = ({ form, name, legend, text, draft }) => {
  const id = `${form}-${name}`;
  const input = element('input', { id, name, type: 'checkbox', required: true, change: () => (draft[name] = input.checked) });
  input.checked = draft[name];
  const control = element('div', { class: 'check' }, input, element('label', { for: id }, text));
  return { name, ...field({ id, label: legend, control, inputs: [input], group: true }) };
};
