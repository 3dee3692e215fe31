import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['**/dist/', '**/node_modules/', '.tmp/', '.strapi/', 'types/generated/', 'public/uploads/', 'coverage/'],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      // Prettier's to decide.
      'no-unexpected-multiline': 'off',
      // French sets its double punctuation off by a space that does not break.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipComments: true }],
      // What is left out by a name that begins with _, as from `const { password: _left, ...rest }`, is left out on purpose.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['src/plugins/rn-subscriptions/admin/**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.recommended,
    plugins: { ...jsxA11y.flatConfigs.recommended.plugins, 'react-hooks': reactHooks },
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['src/plugins/rn-subscriptions/server/src/{controllers,routes}/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='strapi'][property.name=/^(db|documents|entityService)$/]",
          message: 'A controller checks, calls one service and shapes the answer: what is stored is a room’s business.',
        },
      ],
    },
  },
  { files: ['src/plugins/rn-subscriptions/website/**/*.js'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js', 'tests/**/*.ts', 'tests/{hosts,install}/**/*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.cjs', 'jest.config.js', 'tests/hosts/**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Answers of HTTP and pages are read as they come: their tests fail where they are not as expected.
    files: ['tests/**/*.ts', '**/*.test.ts'],
    languageOptions: { globals: globals.jest },
    rules: { '@typescript-eslint/no-explicit-any': 'off', '@typescript-eslint/no-require-imports': 'off' },
  }
);
