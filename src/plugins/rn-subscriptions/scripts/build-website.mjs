import { build } from 'esbuild';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Puts the website's pages into `dist/website`, with what they need of `shared/` and of ALTCHA beside them. */

const PLUGIN = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TARGET = path.join(PLUGIN, 'dist/website');
const altcha = path.resolve(createRequire(import.meta.url).resolve('altcha'), '../../..');
const ALTCHA = {
  'dist/lib/index.min.js': 'altcha.js',
  'dist/workers/pbkdf2.js': 'pbkdf2.js',
  'LICENSE.txt': 'LICENSE.txt',
};

rmSync(TARGET, { recursive: true, force: true });
for (const part of ['index.html', 'css', 'js'])
  cpSync(path.join(PLUGIN, 'website', part), path.join(TARGET, part), { recursive: true });
mkdirSync(path.join(TARGET, 'altcha'));
for (const [from, to] of Object.entries(ALTCHA)) cpSync(path.join(altcha, from), path.join(TARGET, 'altcha', to));
await build({
  entryPoints: [path.join(PLUGIN, 'website/shared.ts')],
  outfile: path.join(TARGET, 'shared.js'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
});
