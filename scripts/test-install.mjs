import { endWith, prepareTests, runJest } from './jest-run.mjs';

/** Projects of others that take the packed plugin: tests/install. Each installs and builds for minutes, and needs npm's registry. */
endWith(async () => {
  await prepareTests();
  return runJest(
    [
      '--maxWorkers=2',
      '--forceExit',
      '--selectProjects',
      'install',
      '--testTimeout',
      '900000',
      ...process.argv.slice(2),
    ],
    {
      INSTALL_TESTS: 'true',
    }
  );
});
