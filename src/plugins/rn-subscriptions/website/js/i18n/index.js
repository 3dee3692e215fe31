import { en } from './en.js';
import { fr } from './fr.js';

const TEXTS = { fr, en };

// A link in a mail can name the language only after the `#`.
const asked = [location.search, location.hash.split('?')[1]].map((query) => new URLSearchParams(query).get('lang'));

/** @type {'fr' | 'en'} */
let language = asked.includes('en') ? 'en' : 'fr';

/** The reader's language: `fr` or `en`. */
export const currentLanguage = () => language;

/** All texts in the reader's language. */
export const texts = () => TEXTS[language];

/** The query of an address that opens in this language; French needs none. */
export const queryOf = (wanted) => (wanted === 'en' ? '?lang=en' : '');

/** Changes the language and the address of the page with it. */
export const setLanguage = (wanted) => {
  language = wanted;
  history.replaceState(history.state, '', location.pathname + queryOf(wanted) + location.hash);
};
