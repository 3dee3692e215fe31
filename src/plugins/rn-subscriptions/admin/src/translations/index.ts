import { FIELD_LABELS, type LabelledField } from '../../../shared/field-labels';
import type { Locale } from '../../../shared/messages/locale';
import type fr from './fr.json';

type WrittenKey = keyof typeof fr;

/** The key of a text of the panel, in any of its languages. */
export type TextKey = WrittenKey | `field.${LabelledField}`;

/** A language in which a text is missing is none to the compiler. */
const WRITTEN: Record<Locale, () => Promise<{ default: Record<WrittenKey, string> }>> = {
  fr: () => import('./fr.json'),
  en: () => import('./en.json'),
};

const isSpoken = (locale: string): locale is Locale => Object.hasOwn(WRITTEN, locale);

/** The panel's texts in a language, what the fields are called among them; none where the plugin does not speak it. */
export const textsIn = async (locale: string): Promise<[TextKey, string][]> => {
  if (!isSpoken(locale)) return [];
  const written = (await WRITTEN[locale]()).default;
  const labels = Object.entries(FIELD_LABELS).map(([name, label]) => [`field.${name}`, label[locale]]);
  return [...Object.entries(written), ...labels] as [TextKey, string][];
};
