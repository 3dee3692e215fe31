import type { MailKind } from '../../../../shared/contracts/admin';
import { caseProblem, caseSentence } from './cases';
import { BUILT_IN, withAccountLink } from './templates';

const all = Object.entries(BUILT_IN).flatMap(([kind, languages]) =>
  Object.entries(languages).map(([language, template]) => [kind as MailKind, language, template] as const)
);

test.each(all)(
  'the built-in mail %s in %s says something, and has its link, in every case',
  (kind, _language, template) => {
    expect(caseProblem({ kind, template })).toBeNull();
  }
);

const sentence = (kind: MailKind, body: string, subject = 'Objet') => {
  const problem = caseProblem({ kind, template: { subject, body } });
  return problem && caseSentence(problem, 'fr').replaceAll('\u00a0', ' ');
};

test.each<[MailKind, string, string | undefined, string]>([
  [
    'account-link',
    '{{#reason}}{{accountLink}}{{/reason}}',
    undefined,
    'Il manque le lien dans le cas d’un e-mail sans {{reason}} : écrivez {{accountLink}} là où il doit se trouver, hors de toute condition.',
  ],
  [
    'account-link',
    'Demandez à la médiathèque.',
    undefined,
    'Il manque le lien : écrivez {{accountLink}} là où il doit se trouver, hors de toute condition.',
  ],
  ['account-link', 'Le mot accountLink n’est pas un lien.', undefined, 'Il manque le lien : écrivez {{accountLink}}'],
  [
    'refused',
    '{{#reason}}Refusé : {{reason}}{{/reason}}',
    undefined,
    'Le texte serait vide dans le cas d’un e-mail sans {{reason}} : écrivez quelques mots hors de toute condition.',
  ],
  [
    'refused',
    '{{^reason}}Refusé.{{/reason}}',
    undefined,
    'Le texte serait vide dans le cas d’un e-mail avec {{reason}} :',
  ],
  [
    'refused',
    '{{#guardianName}}{{^reason}}Sans raison.{{/reason}}{{/guardianName}}{{#reason}}Refusé.{{/reason}}',
    undefined,
    'sans {{reason}} et avec',
  ],
  [
    'validated',
    '{{#accountLink}}{{accountLink}}{{/accountLink}}',
    undefined,
    'Le texte serait vide dans le cas d’un e-mail sans {{accountLink}}',
  ],
  [
    'receipt',
    'Bonjour.',
    '{{#guardianName}}Pour {{patronName}}{{/guardianName}}',
    'L’objet serait vide dans le cas d’un e-mail sans {{guardianName}}',
  ],
  ['library-address-changed', ' … \n', undefined, 'Le texte serait vide : écrivez quelques mots'],
  [
    'library-address-changed',
    '{{patronName}}',
    undefined,
    'Le texte serait vide dans le cas d’un e-mail sans {{patronName}}',
  ],
])('a mail %s that says %p is refused with the case it fails in', (kind, body, subject, expected) => {
  const found = sentence(kind, body, subject);
  // Which of two cases is named first does not matter, as long as one is.
  if (expected.startsWith('sans'))
    expect(found).toMatch(/Le texte serait vide dans le cas d’un e-mail (sans|avec) \{\{/);
  else expect(found).toContain(expected);
});

test.each<[MailKind, string]>([
  ['account-link', 'Votre lien : {{accountLink}}'],
  ['refused', '{{#reason}}{{reason}}{{/reason}}{{^reason}}Rapprochez-vous de votre médiathèque.{{/reason}}'],
  ['receipt', '{{patronName}}'],
])('a mail %s that says %p in every case is taken', (kind, body) => expect(sentence(kind, body)).toBeNull());

describe('a wording without the account link', () => {
  const values = { accountLink: 'https://example.org/#acces?lien=abc', reason: undefined };
  const bodyOf = (body: string) =>
    withAccountLink({ template: { subject: 'Objet', body }, values, language: 'fr' }).body;

  test.each([
    'Merci.',
    'Le mot accountLink n’est pas un lien.',
    '{{#reason}}{{accountLink}}{{/reason}}',
    '{{#accountLink}}Ouvrez.{{/accountLink}}',
  ])('gets it at its end: %p', (body) => expect(bodyOf(body)).toMatch(/Encore une étape/));
  test('and one that has it stays as it is', () =>
    expect(bodyOf('Ici : {{accountLink}}')).toBe('Ici : {{accountLink}}'));
});
