/**
 * A new element. `attributes` are set as attributes, except functions, which listen to the event of that name, and
 * `undefined`, `null` and `false`, which are left out. Children are nodes or text; text is never read as markup.
 */
export const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

/** Text that only screen readers say. */
export const hiddenText = (text) => element('span', { class: 'visually-hidden' }, text);

/** Sets or removes an attribute: nothing, `null` and `false` remove it. */
export const setAttribute = (node, name, value) => {
  if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, String(value));
};

/** Moves the focus to something that a person does not type in, such as a heading. */
export const focusOn = (node) => {
  node.setAttribute('tabindex', '-1');
  node.focus();
};
