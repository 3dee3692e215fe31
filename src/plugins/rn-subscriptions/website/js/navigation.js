import { element } from './dom.js';
import { texts } from './i18n/index.js';
import { currentSession } from './session.js';

/** Draws the menu for who is signed in; `current` is the name of the view that is shown. */
export const drawNavigation = ({ container, current, signOut }) => {
  const words = texts().navigation;
  const link = (name, text) => element('a', { href: `#${name}`, 'aria-current': name === current && 'page' }, text);
  const entries = currentSession()
    ? [
        link('mes-inscriptions', words.registrations),
        link('ressources', words.resources),
        element('button', { type: 'button', class: 'button-link', click: signOut }, words.signOut),
      ]
    : [link('ressources', words.resources), link('inscription', words.signUp), link('connexion', words.signIn)];
  container.setAttribute('aria-label', words.label);
  container.replaceChildren(element('ul', {}, ...entries.map((entry) => element('li', {}, entry))));
};
