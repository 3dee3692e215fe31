import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/boot.mjs';

/** What of the application is of the plugin, or asks it for something. */
const OF_THE_PLUGIN = ['src/plugins', 'src/api', 'src/index.ts', 'dist/src/api', 'dist/src/index.js', 'dist/build'];
const COPIED = ['package.json', 'tsconfig.json', 'favicon.png', 'config', 'src', 'dist', 'public', 'database'];

/** Copies the built application without the plugin and what belongs to it; returns `{ folder, remove }`. */
export const applicationWithoutPlugin = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rn-bench-without-'));
  const left = (file) => !OF_THE_PLUGIN.includes(path.relative(ROOT, file));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter: left });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const settings = path.join(folder, 'dist/config/plugins.js');
  writeFileSync(
    settings,
    `${readFileSync(settings, 'utf8')}\nconst all = exports.default;\nexports.default = (input) => ({ ...all(input), 'rn-subscriptions': { enabled: false } });\n`
  );
  const source = path.join(folder, 'config/plugins.ts');
  writeFileSync(source, readFileSync(source, 'utf8').replace('enabled: true', 'enabled: false'));
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  delete manifest.dependencies['strapi-plugin-rn-subscriptions'];
  delete manifest.workspaces;
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
