import { secretProblem } from './secrets';

const good = Object.fromEntries(
  ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET'].map(
    (name) => [name, 'q'.repeat(44)]
  )
);
const production = { ...good, NODE_ENV: 'production' };

test('real secrets are accepted, several application keys too', () => {
  expect(secretProblem(production)).toBeNull();
  expect(secretProblem({ ...production, APP_KEYS: `${'a'.repeat(44)}, ${'b'.repeat(44)}` })).toBeNull();
});

test.each([
  ['missing', { ...production, JWT_SECRET: '' }, 'JWT_SECRET is missing. Set JWT_SECRET to'],
  [
    'an example',
    { ...production, ADMIN_JWT_SECRET: 'change-me-please-change-me-please' },
    'ADMIN_JWT_SECRET is an example value.',
  ],
  ['short', { ...production, API_TOKEN_SALT: 'short' }, 'API_TOKEN_SALT is shorter than 24 characters.'],
  [
    'short among several',
    { ...production, APP_KEYS: `${'a'.repeat(44)},b` },
    'APP_KEYS is shorter than 24 characters.',
  ],
  ['missing in development', { ...good, APP_KEYS: undefined }, 'APP_KEYS is missing.'],
])('a secret that is %s is named with its mend', (_what, env, sentence) =>
  expect(secretProblem(env)).toContain(sentence)
);
