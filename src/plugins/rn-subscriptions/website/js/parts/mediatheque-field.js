import { findMediatheques } from '../api.js';
import { texts } from '../i18n/index.js';
import { combobox } from './combobox.js';
import { field } from './field.js';

const COLLATOR = new Intl.Collator('fr', { sensitivity: 'base' });

const startsWith = (city, text) => COLLATOR.compare(city.slice(0, text.length), text) === 0;

/** Libraries as options, those whose town starts with what was typed before those that merely contain it. */
const search = async (text) => {
  const found = await findMediatheques(text);
  const first = found.filter(({ city }) => startsWith(city, text));
  const others = found.filter(({ city }) => !startsWith(city, text));
  return [...first, ...others].map(({ documentId, label }) => ({ key: documentId, label }));
};

/** The library, chosen by typing its town; kept in `draft.mediatheque` as `{ text, chosen: { key, label } | null }`. */
export const mediathequeField = ({ form, draft }) => {
  const { fields } = texts();
  const id = `${form}-mediatheque`;
  const { element: control, input } = combobox({ id, name: 'mediatheque', choice: draft.mediatheque, search });
  return {
    name: 'mediatheque',
    ...field({ id, label: fields.mediatheque, hint: fields.mediathequeHint, control, inputs: [input] }),
  };
};
