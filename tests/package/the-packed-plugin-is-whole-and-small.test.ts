import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installPacked, PLUGIN } from '../helpers/packed-plugin';

const { faultsOf }: { faultsOf: (folder: string) => string[] } = require(path.join(PLUGIN, 'package/wholeness.cjs'));
const { tarball, host, installed } = installPacked();
afterAll(() => fs.rmSync(host, { recursive: true }));

const files = fs
  .readdirSync(installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name)));

test('every file that the package leads to is there, and finds what it asks for', () => {
  expect(faultsOf(installed)).toEqual([]);
});

const READ = ['package.json', 'openapi.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'docs/global-effects.md'];

test('it holds built code, the website’s pages, one file of types for each entry, and what people read', () => {
  const strange = files.filter(
    (file) =>
      !/^dist\/(admin|server|client)\/[\w-]+\.m?js$/.test(file) &&
      !/^dist\/(admin|server|client)\/index\.d\.m?ts$/.test(file) &&
      !/^dist\/website\/([\w-]+\/)*[\w-]+\.(html|css|js)$/.test(file) &&
      !/^bin\/[\w-]+\.mjs$/.test(file) &&
      ![...READ, 'dist/website/altcha/LICENSE.txt'].includes(file)
  );
  expect(strange).toEqual([]);
  expect(files.length).toBeLessThan(110);
  expect(fs.statSync(tarball).size).toBeLessThan(500_000);
});

test('publint and “are the types wrong” find nothing, in any way that TypeScript and Node.js look for it', () => {
  const said = execFileSync(process.execPath, [path.join(__dirname, 'lint-package.mjs'), tarball]).toString();
  expect(JSON.parse(said)).toEqual([]);
});

test('a built plugin of which a part is lost is not taken for whole', () => {
  const chunk = files.find((file) => /^dist\/admin\/App-.*\.mjs$/.test(file))!;
  fs.renameSync(path.join(installed, chunk), path.join(host, 'App.mjs'));
  fs.rmSync(path.join(installed, 'README.md'));
  const faults = faultsOf(installed);
  expect(faults).toContain('README.md is missing or empty.');
  expect(faults.join('\n')).toContain(`asks for ./${path.basename(chunk)}, which nobody brings.`);
});

test('a package that the server asks for and nobody brings is named', () => {
  const manifest = path.join(installed, 'package.json');
  const { dependencies, ...rest } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const { mustache: _left, ...others } = dependencies;
  fs.writeFileSync(manifest, JSON.stringify({ ...rest, dependencies: others }));
  expect(faultsOf(installed)).toContain('dist/server/index.js asks for mustache, which nobody brings.');
});

test('without the tools of its build nothing is packed, and a sentence says what to do', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rn-unbuilt-'));
  for (const part of ['package.json', 'package']) {
    fs.cpSync(path.join(PLUGIN, part), path.join(folder, part), { recursive: true });
  }
  let problem: any;
  try {
    execFileSync('npm', ['pack'], { cwd: folder, stdio: 'pipe' });
  } catch (error) {
    problem = error;
  }
  expect(`${problem?.stderr}`).toContain('Nothing was packed. The tools of the build are not installed: run `npm ci`');
  expect(fs.readdirSync(folder).sort()).toEqual(['package', 'package.json']);
  fs.rmSync(folder, { recursive: true });
});
