import { check } from './check.mjs';
import { endWith, prepareTests, runJest } from './jest-run.mjs';
import { Problem } from './problem.mjs';

endWith(async () => {
  await prepareTests();
  console.log('\nTypes, lint, format and imports');
  if (!(await check())) throw new Problem('The sources are not as they should be: see above, and `npm run format`.');
  return runJest(['--maxWorkers=3', ...process.argv.slice(2)]);
});
