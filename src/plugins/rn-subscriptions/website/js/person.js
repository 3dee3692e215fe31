import { texts } from './i18n/index.js';
import { guardianDraft, guardianFields, guardianProblems, guardianRequest } from './parts/guardian-fields.js';
import { mediathequeField } from './parts/mediatheque-field.js';
import { dayField, textField } from './parts/text-fields.js';
import { dayInParts, readDayInParts } from '../shared.js';

/** What a person says about himself or herself: the same fields and rules when signing up and when correcting. */

/** One of several people, to whoever may not know them: « Zoé (Noyon — Médiathèque) ». */
export const nameOf = ({ firstName, mediatheque }) => `${firstName} (${mediatheque})`;

/** A draft to type into: empty, or filled from a registration of the API. */
export const personDraft = (registration) => ({
  lastName: registration?.lastName ?? '',
  firstName: registration?.firstName ?? '',
  birthDate: registration ? dayInParts(registration.birthDate) : { day: '', month: '', year: '' },
  mediatheque: registration
    ? {
        text: registration.mediatheque.label,
        chosen: { key: registration.mediatheque.documentId, label: registration.mediatheque.label },
      }
    : { text: '', chosen: null },
  cardNumber: registration?.cardNumber ?? '',
  ...guardianDraft(registration),
});

/** The fields by name, in their order, bound to `draft`; `form` begins their ids; `terms` say who needs a guardian. */
export const personFields = ({ form, draft, terms }) => {
  const { fields } = texts();
  const line = (name, attributes) => textField({ form, name, label: fields[name], draft, ...attributes });
  const birthDate = dayField({ form, name: 'birthDate', label: fields.birthDate, hint: fields.birthDateHint, draft });
  return {
    lastName: line('lastName', { autocomplete: 'family-name' }),
    firstName: line('firstName', { autocomplete: 'given-name' }),
    birthDate,
    ...guardianFields({ form, draft, terms, birthDate }),
    mediatheque: mediathequeField({ form, draft }),
    cardNumber: line('cardNumber', {
      hint: fields.cardNumberHint,
      required: false,
      autocomplete: 'off',
      spellcheck: 'false',
    }),
  };
};

/** What is missing or impossible in a draft: `[{ field, message, part? }]`, in the order of the fields. */
export const personProblems = (draft, terms) => {
  const { missing, birthDateProblems } = texts();
  const birthDate = readDayInParts(draft.birthDate);
  return [
    draft.lastName.trim() ? null : { field: 'lastName', message: missing.lastName },
    draft.firstName.trim() ? null : { field: 'firstName', message: missing.firstName },
    birthDate.date
      ? null
      : {
          field: 'birthDate',
          message: birthDateProblems[birthDate.problem] ?? birthDateProblems.impossible,
          part: birthDate.part,
        },
    ...guardianProblems(draft, terms),
    draft.mediatheque.chosen ? null : { field: 'mediatheque', message: missing.mediatheque },
  ].filter(Boolean);
};

/** A draft without problems as the API takes it. */
export const personRequest = (draft, terms) => ({
  lastName: draft.lastName,
  firstName: draft.firstName,
  birthDate: readDayInParts(draft.birthDate).date,
  mediatheque: draft.mediatheque.chosen.key,
  cardNumber: draft.cardNumber,
  ...guardianRequest(draft, terms),
});
