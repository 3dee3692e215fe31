import { correctRegistration } from '../api.js';
import { element } from '../dom.js';
import { texts } from '../i18n/index.js';
import { form } from '../parts/form.js';
import { personDraft, personFields, personProblems, personRequest } from '../person.js';

/** What is being typed, by documentId, so that a session that ends in between loses nothing. */
const drafts = new Map();

/** Forgets what was typed: the next person at this computer must not find it. */
export const forgetCorrections = () => drafts.clear();

/**
 * The form with which a person corrects a request that waits. `done(saved)` is called once it is saved or given up.
 * Returns `{ element, heading }`.
 */
export const correctionForm = ({ registration, done }) => {
  const { registrations: words, problems } = texts();
  const { documentId } = registration;
  const draft = drafts.get(documentId) ?? personDraft(registration);
  drafts.set(documentId, draft);

  const leave = (saved) => {
    drafts.delete(documentId);
    return done(saved);
  };

  const heading = element('h3', {}, words.correctTitle);
  const formId = `correction-${documentId}`;
  const correction = form({
    id: formId,
    fields: Object.values(personFields({ form: formId, draft })),
    check: () => personProblems(draft),
    send: async () => {
      await correctRegistration(documentId, personRequest(draft));
      await leave(true);
    },
    submit: { label: words.save, sending: words.saving },
    failedTitle: problems.failedTitle,
  });
  correction
    .querySelector('.buttons')
    .append(element('button', { type: 'button', class: 'button button-second', click: () => leave(false) }, words.cancel));
  return { element: element('div', {}, heading, correction), heading };
};
