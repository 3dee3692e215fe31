import { element } from '../dom.js';
import { texts } from '../i18n/index.js';
import { daysIn, isMinor, readDayInParts } from '../../shared.js';
import { checkField } from './check-field.js';
import { comingAndGoing } from './coming-and-going.js';
import { textField } from './text-fields.js';

/** Whether the birth date of a draft is that of somebody who needs a guardian. */
const isOfMinor = (draft, { minorAge, timeZone }) => {
  const { date } = readDayInParts(draft.birthDate);
  return Boolean(date) && isMinor({ birthDate: date, minorAge, day: daysIn(timeZone)(new Date()) });
};

/** Whether the agreement has to be given now: nobody, or somebody else, has given it before. */
const isToBeGiven = (draft) => draft.guardianName.trim() !== draft.agreedName || draft.agreedName === '';

/** What a draft holds of a guardian: nobody, or who agreed to a registration of the API. */
export const guardianDraft = (registration) => {
  const agreedName = registration?.guardian?.name ?? '';
  return { guardianName: agreedName, guardianWording: false, agreedName };
};

/**
 * The name of a minor's parent or guardian and the agreement. They appear below the birth date once that of a minor is typed,
 * which is announced; the focus stays where it is. `birthDate` is that field.
 */
export const guardianFields = ({ form, draft, terms, birthDate }) => {
  const { fields } = texts();
  const name = comingAndGoing(
    textField({
      form,
      name: 'guardianName',
      label: fields.guardianName,
      hint: fields.guardianNameHint,
      draft,
      autocomplete: 'off',
    })
  );
  const { text } = terms.guardianWording;
  const wording = comingAndGoing(
    checkField({
      form,
      name: 'guardianWording',
      legend: fields.guardianWording,
      text,
      label: fields.guardianAgrees,
      draft,
    })
  );
  const announcement = element('p', { class: 'hint', role: 'status' });
  birthDate.element.append(announcement);

  const update = () => {
    const isNeeded = isOfMinor(draft, terms);
    const sentence = isNeeded ? fields.guardianNeeded(terms.minorAge) : '';
    if (announcement.textContent !== sentence) announcement.textContent = sentence;
    name.show(isNeeded);
    wording.show(isNeeded && isToBeGiven(draft));
  };
  birthDate.element.addEventListener('input', update);
  name.element.addEventListener('input', update);
  update();
  return { guardianName: name, guardianWording: wording };
};

/** What is missing of a guardian in a draft: `[{ field, message }]`. */
export const guardianProblems = (draft, terms) => {
  const { missing } = texts();
  if (!isOfMinor(draft, terms)) return [];
  return [
    draft.guardianName.trim() ? null : { field: 'guardianName', message: missing.guardianName },
    draft.guardianWording || !isToBeGiven(draft)
      ? null
      : { field: 'guardianWording', message: missing.guardianWording },
  ].filter(Boolean);
};

/** What a draft without problems sends of a guardian: nothing where nobody is asked for, or has agreed before. */
export const guardianRequest = (draft, terms) =>
  isOfMinor(draft, terms) && isToBeGiven(draft)
    ? { guardianName: draft.guardianName, guardianWording: terms.guardianWording.version }
    : {};
