import { element } from '../dom.js';
import { texts } from '../i18n/index.js';

/**
 * A part of the page that is filled by `load()`: says that it is loading, then shows what `show(data)` returns, or what
 * went wrong and a button to try again. Returns `{ element, reload() }`; `reload` promises that it is shown.
 */
export const loaded = ({ load, show }) => {
  const part = element('div', {});

  const fill = async () => {
    part.replaceChildren(element('p', { class: 'loading', role: 'status' }, texts().loading));
    try {
      part.replaceChildren(show(await load()));
    } catch (error) {
      if (!error.kind) throw error;
      const retry = element('button', { type: 'button', class: 'button', click: fill }, texts().retry);
      part.replaceChildren(element('div', { class: 'failure', role: 'alert' }, element('p', {}, error.message), retry));
    }
  };

  fill();
  return { element: part, reload: fill };
};

/** A sentence that is announced: something went as wished. */
export const notice = (text) => element('p', { class: 'notice', role: 'status' }, text);
