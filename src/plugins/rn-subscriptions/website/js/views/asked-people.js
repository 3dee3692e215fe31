import { decideAbout } from '../api.js';
import { element, hiddenText } from '../dom.js';
import { texts } from '../i18n/index.js';
import { nameOf } from '../person.js';

/** One who was asked for, with what their owner can say of them; `reload({ documentId, news })` shows what came of it. */
const question = ({ person, reload }) => {
  const { asked: words, registrations } = texts();
  const outcome = element('p', { role: 'status' });
  let sending = false;
  const say = (belongs) => async () => {
    if (sending) return;
    sending = true;
    try {
      const added = await decideAbout(person.documentId, belongs);
      await reload(
        added
          ? { documentId: added.documentId, news: registrations.added(added.mediatheque.label) }
          : { news: words.forgotten }
      );
    } catch (error) {
      if (!error.kind) throw error;
      outcome.textContent = error.message;
    } finally {
      sending = false;
    }
  };
  const name = nameOf(person);
  const button = (kind, label, belongs) =>
    element('button', { type: 'button', class: kind, click: say(belongs) }, label, hiddenText(` : ${name}`));
  return element(
    'li',
    {},
    element('p', { class: 'asked-name' }, name),
    element(
      'p',
      { class: 'buttons' },
      button('button', words.family, 'family'),
      button('button button-second', words.unknown, 'unknown')
    ),
    outcome
  );
};

/** Who was asked for with the account's address by somebody who was not signed in; null where nobody was. */
export const askedSection = ({ asked, reload }) => {
  if (asked.length === 0) return null;
  const { asked: words } = texts();
  return element(
    'section',
    { class: 'to-do', 'aria-labelledby': 'titre-demandes' },
    element('h2', { id: 'titre-demandes' }, words.title),
    element('p', {}, words.intro),
    element('ul', { class: 'asked' }, ...asked.map((person) => question({ person, reload })))
  );
};
