import { element, focusOn } from '../dom.js';

/**
 * A button that gives its place to a form, and has it back, with the focus, once the form is given up. `form(close)` makes the
 * form as `{ element, heading }`; `second` is for a button that is not the page's first thing to do.
 */
export const buttonToForm = ({ label, second = false, form, ...attributes }) => {
  const place = element('div', attributes);
  const offer = () => {
    const button = element(
      'button',
      { type: 'button', class: second ? 'button button-second' : 'button', click: open },
      label
    );
    place.replaceChildren(button);
    return button;
  };
  const open = () => {
    const { element: shown, heading } = form(() => offer().focus());
    place.replaceChildren(shown);
    focusOn(heading);
  };
  offer();
  return place;
};
