import { fieldProblem } from './field-problems';

test('a problem without a sentence of its own still gets one', () => {
  expect(fieldProblem('somethingNew', 'fr')).toMatch(/valeur/);
});
