import { element } from '../dom.js';

/** A field that stands in the form only while `show(true)` was the last that was said. */
export const comingAndGoing = (field) => {
  const place = element('div', {});
  const show = (isShown) => {
    // Put in once: to put in again what has the focus takes it away.
    if (isShown !== place.hasChildNodes()) place.replaceChildren(...(isShown ? [field.element] : []));
  };
  return { ...field, element: place, show };
};
