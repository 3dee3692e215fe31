import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { environment } from '../tests/bench/application.mjs';
import { measuresNamed } from '../tests/bench/measures.mjs';
import { startPostgres } from '../tests/bench/postgres.mjs';
import { report } from '../tests/bench/report.mjs';

// Measures how quick the application is on small and large databases, and writes docs/performance.{md,json}.
//   npm run bench -- [--sizes 10000,100000,1000000] [--databases postgres,sqlite] [--only list,search]

/** SQLite is for networks that are not that large. */
const MOST_ON_SQLITE = 100_000;

const { values } = parseArgs({
  options: { sizes: { type: 'string' }, databases: { type: 'string' }, only: { type: 'string' } },
});
const sizes = (values.sizes ?? '10000,100000,1000000').split(',').map(Number);
const databases = (values.databases ?? 'postgres,sqlite').split(',');
const only = values.only?.split(',') ?? null;
if (sizes.some((size) => !(size >= 10_000))) throw new Error('--sizes takes whole numbers of 10000 and more.');
if (databases.some((name) => !['postgres', 'sqlite'].includes(name)))
  throw new Error('--databases takes postgres and sqlite.');
// A name that is none fails before an hour of work.
await measuresNamed(only);

const measure = async ({ database, size }) => {
  const child = fork(new URL('../tests/bench/one-size.mjs', import.meta.url), [JSON.stringify({ size, only })], {
    env: { ...process.env, ...environment(database) },
  });
  let results;
  child.once('message', (rows) => (results = rows));
  const [code] = await new Promise((resolve) => child.once('exit', (...args) => resolve(args)));
  if (!results) throw new Error(`The bench of ${size} registrations ended with code ${code}.`);
  // At once: what comes next may take an hour, or fail.
  report(results);
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'rn-bench-'));
try {
  if (databases.includes('postgres')) {
    const postgres = await startPostgres();
    try {
      for (const size of sizes) await measure({ size, database: await postgres.newDatabase(`bench_${size}`) });
    } finally {
      await postgres.stop();
    }
  }
  if (databases.includes('sqlite')) {
    for (const size of sizes.filter((one) => one <= MOST_ON_SQLITE)) {
      await measure({
        size,
        database: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, `${size}.db`) },
      });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
