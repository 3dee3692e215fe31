import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWith, prepareTests, runJest } from './jest-run.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** What the tests have proven, a line each (tests/helpers/faults.ts). */
const FINDINGS = path.join(ROOT, '.tmp/faults.jsonl');
const TABLE = path.join(ROOT, 'docs/faults.md');

const cell = (text) => text.replaceAll('|', '\\|');

const table = (findings) => `# Faults that were caused, and what came of them

Made by \`npm run test:faults\` on ${new Date().toISOString().slice(0, 10)} (Node.js ${process.versions.node}, ${process.platform}): real processes, a real PostgreSQL, and an
SMTP server on sockets that fails where its script says. *Copies* are counted at that server.

| Fault | Promise | Counted | Test |
|---|---|---|---|
${findings.map(({ fault, promise, measured, file, test }) => `| ${cell(fault)} | ${cell(promise)} | ${cell(measured)} | ${cell(`\`${path.basename(file, '.test.ts')}\`: ${test}`)} |`).join('\n')}
`;

endWith(async () => {
  await prepareTests();
  rmSync(FINDINGS, { force: true });
  const status = await runJest(['--runInBand', '--selectProjects', 'faults', 'long faults'], { LONG_FAULTS: 'true' });
  // A table of a run that failed would promise what does not hold.
  if (status === 0 && existsSync(FINDINGS)) {
    const findings = readFileSync(FINDINGS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    mkdirSync(path.dirname(TABLE), { recursive: true });
    writeFileSync(TABLE, table(findings));
    console.log(`\n${findings.length} faults: ${path.relative(ROOT, TABLE)}`);
  }
  return status;
});
