import { requestNewLink } from '../api.js';
import { element } from '../dom.js';
import { texts } from '../i18n/index.js';

/** A button that mails a new link to who is signed in, and what came of it, said where it was pressed. */
export const newLink = () => {
  const outcome = element('p', { role: 'status' });
  let sending = false;

  const send = async () => {
    if (sending) return;
    sending = true;
    button.setAttribute('aria-disabled', 'true');
    try {
      outcome.textContent = await requestNewLink();
    } catch (error) {
      if (!error.kind) throw error;
      outcome.textContent = error.message;
    } finally {
      sending = false;
      button.setAttribute('aria-disabled', 'false');
    }
  };

  const button = element('button', { type: 'button', class: 'button', click: send }, texts().confirmation.again);
  return element('div', { class: 'new-link' }, button, outcome);
};
