import { FIELD_LABELS } from '../../../shared/field-labels';
import en from './en.json';
import fr from './fr.json';
import { textsIn } from '.';

test('what is said in one language is said in the other', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
});

test('what a field is called is written once, and said in the panel', async () => {
  const labels = Object.entries(FIELD_LABELS).map(([name, label]) => [`field.${name}`, label.fr]);
  expect(labels.filter(([key]) => key in fr || key in en)).toEqual([]);
  expect(await textsIn('fr')).toEqual(expect.arrayContaining(labels));
});

test('a language that the plugin does not speak has no texts', async () => {
  expect(await textsIn('de')).toEqual([]);
});
