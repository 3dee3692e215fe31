const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/src/plugins/rn-subscriptions/dist/', '<rootDir>/.tmp/'],
};

const withStrapi = { ...common, testEnvironment: '<rootDir>/tests/helpers/strapi-environment.cjs' };
const onSqlite = { ...withStrapi, setupFiles: ['<rootDir>/tests/helpers/use-sqlite.ts'] };
const onPostgres = {
  ...withStrapi,
  setupFiles: ['<rootDir>/tests/helpers/use-postgres.ts'],
  globalSetup: '<rootDir>/tests/helpers/postgres-start.ts',
  globalTeardown: '<rootDir>/tests/helpers/postgres-stop.ts',
};

const IN_PROCESS = ['api', 'security', 'hosts'].map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`);

module.exports = {
  testTimeout: 120_000,
  globalSetup: '<rootDir>/tests/helpers/run-start.ts',
  globalTeardown: '<rootDir>/tests/helpers/run-stop.ts',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/src/**/*.test.ts',
        '<rootDir>/scripts/**/*.test.ts',
        '<rootDir>/tests/package/**/*.test.ts',
      ],
    },
    {
      ...onSqlite,
      displayName: 'api on sqlite',
      testMatch: IN_PROCESS,
    },
    {
      ...onPostgres,
      displayName: 'api on postgres',
      testMatch: IN_PROCESS,
      // The walk takes minutes, for the same routes, and compares orders, of which PostgreSQL promises none where Strapi asks for none. Files
      // and headers are the same whatever the database.
      testPathIgnorePatterns: process.env.LONG_FAULTS
        ? []
        : [
            'nobody-sees-what-is-not-theirs',
            'an-uploaded-file-runs-nothing',
            'no-request-leaves-a-file-behind',
            'every-answer-carries-its-security-headers',
          ],
    },
    { ...onPostgres, displayName: 'faults', testMatch: ['<rootDir>/tests/faults/*.test.ts'] },
    // Minutes each: `npm run test:faults` runs them.
    ...(process.env.LONG_FAULTS
      ? [{ ...onPostgres, displayName: 'long faults', testMatch: ['<rootDir>/tests/faults/long/*.test.ts'] }]
      : []),
    // Projects of others, installed and built: `npm run test:install` runs them.
    ...(process.env.INSTALL_TESTS
      ? [
          {
            ...common,
            displayName: 'install',
            testMatch: ['<rootDir>/tests/install/**/*.test.ts'],
            globalSetup: '<rootDir>/tests/install/project-start.ts',
            globalTeardown: '<rootDir>/tests/install/project-stop.ts',
          },
        ]
      : []),
    { ...withStrapi, displayName: 'browser', testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'] },
  ],
};
