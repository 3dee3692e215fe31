import { forceMigrationProblem } from './force-migration';

test('what keeps the tables of a plugin that is not loaded is no problem', () => {
  expect(forceMigrationProblem(false)).toBeNull();
});

test.each([true, undefined, 'false', 0])('%p drops them, and the sentence says the mend', (forceMigration) => {
  expect(forceMigrationProblem(forceMigration)).toMatch(
    /would drop all its tables, .*write settings: \{ forceMigration: false \} in config\/database\.$/
  );
});
