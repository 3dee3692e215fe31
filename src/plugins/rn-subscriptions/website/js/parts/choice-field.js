import { element } from '../dom.js';
import { field } from './field.js';

/** One of a few answers, kept in `draft[name]`; `choices` are `[{ value, label }]`; `changed()` is called once one is chosen. */
export const choiceField = ({ form, name, legend, choices, draft, changed }) => {
  const id = `${form}-${name}`;
  const inputs = choices.map(({ value }) => {
    const choose = () => {
      draft[name] = value;
      changed();
    };
    const input = element('input', {
      id: `${id}-${value}`,
      name: id,
      type: 'radio',
      value,
      required: true,
      change: choose,
    });
    input.checked = draft[name] === value;
    return input;
  });
  const lines = choices.map(({ label }, index) =>
    element('div', { class: 'check' }, inputs[index], element('label', { for: inputs[index].id }, label))
  );
  return {
    name,
    ...field({ id, label: legend, control: element('div', { class: 'choices' }, ...lines), inputs, group: true }),
  };
};
