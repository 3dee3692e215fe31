const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/src/plugins/rn-subscriptions/dist/', '<rootDir>/.tmp/'],
};

const api = (database) => ({
  ...common,
  displayName: `api on ${database}`,
  testMatch: ['<rootDir>/tests/api/**/*.test.ts'],
  setupFiles: [`<rootDir>/tests/helpers/use-${database}.ts`],
  ...(database === 'postgres'
    ? { globalSetup: '<rootDir>/tests/helpers/postgres-start.ts', globalTeardown: '<rootDir>/tests/helpers/postgres-stop.ts' }
    : {}),
});

module.exports = {
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/scripts/**/*.test.ts', '<rootDir>/tests/package/**/*.test.ts'],
    },
    api('sqlite'),
    api('postgres'),
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'] },
  ],
};
