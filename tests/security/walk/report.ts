import type { Findings } from './findings';

type Rows = ReturnType<Findings['rows']>;
type Walk = { rows: Rows; walkers: string[]; database: string; seconds: number };

const total = (rows: Rows, walker: string, count: 'requests' | 'leaks') =>
  rows.reduce((sum, { cells }) => sum + (cells.get(walker)?.[count] ?? 0), 0);
const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);

const areaOf = (route: string) => /^\S+ (\/api\/[^/]+|\/[^/]*)/.exec(route)![1];

/** The table for the console: by area of the server, how many routes and, for each walker, how many leaks. */
export const summaryOf = ({ rows, walkers, database, seconds }: Walk): string => {
  const areas = [...new Set(rows.map(({ route }) => areaOf(route)))].sort();
  const line = (name: string, of: Rows) => [
    name,
    String(of.length),
    ...walkers.map((walker) => String(total(of, walker, 'leaks'))),
  ];
  const lines = [
    ['leaks by area', 'routes', ...walkers],
    ...areas.map((area) =>
      line(
        area,
        rows.filter(({ route }) => areaOf(route) === area)
      )
    ),
    line('all', rows),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const table = lines.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')
  );
  const requests = sum(walkers.map((walker) => total(rows, walker, 'requests')));
  return `${table.join('\n')}\n${requests} requests in ${seconds} s on ${database}`;
};

/** The whole table in Markdown, a line for each route: the statuses each walker got, and the leaks. */
export const documentOf = ({ rows, walkers, database, seconds }: Walk): string => {
  const requests = sum(walkers.map((walker) => total(rows, walker, 'requests')));
  const leaks = sum(walkers.map((walker) => total(rows, walker, 'leaks')));
  const cellOf = (row: Rows[number], walker: string) => {
    const cell = row.cells.get(walker);
    return cell ? `${[...cell.statuses].sort().join(' ')} · ${cell.requests} · **${cell.leaks}**` : '–';
  };
  return [
    '# Who sees what',
    '',
    `${rows.length} routes × ${walkers.length} readers, ${requests} requests in ${seconds} s on ${database}: **${leaks} leaks**.`,
    '',
    'Each cell: the statuses of the answers · requests · leaks. A leak is a string, a count, an order or a difference of answers that tells',
    'something of a person who is not the reader’s. Made by `npm run docs:isolation`; the test is `tests/security/nobody-sees-what-is-not-theirs.test.ts`.',
    '',
    `| route | ${walkers.join(' | ')} |`,
    `|---|${walkers.map(() => '---').join('|')}|`,
    ...rows.map(
      (row) =>
        `| \`${row.route.replaceAll('|', '\\|')}\` | ${walkers.map((walker) => cellOf(row, walker)).join(' | ')} |`
    ),
    '',
  ].join('\n');
};
