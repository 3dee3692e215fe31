import { element } from '../dom.js';
import { texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { personDraft, personFields, personProblems, personRequest } from '../person.js';

/** What is being typed, by the id of the form, so that a session that ends in between loses nothing. */
const drafts = new Map();

/** Forgets what was typed: the next person at this computer must not find it. */
export const forgetTyped = () => drafts.clear();

/**
 * The form about one person of the account, filled from `start` (see personDraft), which `send(request)` sends. `terms` say
 * who needs a guardian; `words` are its title, an optional intro, and the button's label and label while sending.
 * `done(result)` is called with what `send` returned once it is sent, or with null once it is given up. Returns `{ element, heading }`.
 */
export const personForm = ({ id, level, words, start, terms, send, done }) => {
  const draft = drafts.get(id) ?? { ...personDraft(), ...start };
  drafts.set(id, draft);

  const leave = (result) => {
    drafts.delete(id);
    return done(result);
  };

  const heading = element(level, {}, words.title);
  const person = form({
    id,
    fields: Object.values(personFields({ form: id, draft, terms })),
    check: () => personProblems(draft, terms),
    send: async () => leave(await send(personRequest(draft, terms))),
    submit: words,
    failedTitle: texts().problems.failedTitle,
  });
  person
    .querySelector('.buttons')
    .append(
      element(
        'button',
        { type: 'button', class: 'button button-second', click: () => leave(null) },
        texts().registrations.cancel
      )
    );
  return { element: element('div', {}, heading, words.intro ? element('p', {}, words.intro) : null, person), heading };
};
