import { MAIL_FAILURES, MAIL_KINDS } from '../../../shared/contracts/admin';
import { NAMED_FIELDS } from '../../../shared/named-fields';
import en from './en.json';
import fr from './fr.json';

test('what is said in one language is said in the other', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
});

test.each([
  ...MAIL_KINDS.map((kind) => `mail.kind.${kind}`),
  ...MAIL_FAILURES.map((failure) => `mail.failure.${failure}`),
  // The library is named by its column.
  ...NAMED_FIELDS.filter((field) => field !== 'mediatheque').map((field) => `field.${field}`),
])('%s has a name', (key) => {
  expect(Object.keys(fr)).toContain(key);
});
