import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const named = [...fs.readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8').matchAll(/`((?:api|security|package|e2e|faults)\/[a-z0-9-]+)`/g)].map(([, name]) => name);

test('every test that SECURITY.md names exists', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !fs.existsSync(path.join(ROOT, 'tests', `${name}.test.ts`)))).toEqual([]);
});
