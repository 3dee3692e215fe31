import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => !/node_modules|dist/.test(file) && file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file));
/** Where Jest looks for what `npm test` runs. */
const files = [
  ...['api', 'security', 'package', 'e2e', 'faults'].flatMap((folder) => filesBelow(`tests/${folder}`)),
  ...filesBelow('src'),
].filter((file) => !file.startsWith('tests/faults/long/'));

/** The lines of the tables whose last column is the test: the threat, and what stands in that column. */
const threats = (() => {
  const lines: [threat: string, named: string][] = [];
  let isThreats = false;
  for (const line of read('SECURITY.md').split('\n')) {
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length === 0) isThreats = false;
    else if (cells.at(-1) === 'test') isThreats = true;
    else if (isThreats && !/^:?-+:?$/.test(cells[0])) {
      const [threat, named] = [cells[0], cells.at(-1)!];
      lines.push([threat, named === 'the same' ? lines.at(-1)![1] : named]);
    }
  }
  return lines;
})();

/** The files that a name stands for: below tests/, or beside what is tested. */
const filesOf = (name: string): string[] =>
  files.filter((file) =>
    name.endsWith('.test.ts') ? file.startsWith('src/') && file.endsWith(`/${name}`) : file === `tests/${name}.test.ts`
  );

test('SECURITY.md is read line by line', () => {
  expect(threats.length).toBeGreaterThan(35);
  expect(threats.length).toBe(read('SECURITY.md').match(/^\| (?!threat |---).*\|.*\|.*\| (`|the same)/gm)!.length);
});

test.each(threats)('the line « %s » names tests, which are run', (_threat, named) => {
  const names = [...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const found = filesOf(name);
    expect([name, found.length]).toEqual([name, 1]);
    const source = read(found[0]);
    expect([name, source.match(/^\s*test(\.each\(.*)?[(<`]/m) !== null]).toEqual([name, true]);
    expect([name, source.match(/\b(test|it|describe)\.(skip|only|todo|failing)\b|\bx(test|it|describe)\(/)]).toEqual([
      name,
      null,
    ]);
  }
});
