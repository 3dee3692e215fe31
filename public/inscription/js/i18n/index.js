import { en } from './en.js';
import { fr } from './fr.js';

const TEXTS = { fr, en };

let language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'fr';

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
