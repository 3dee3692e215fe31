import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const isInstalled = (name) => {
  try {
    return Boolean(import.meta.resolve(name));
  } catch {
    return false;
  }
};

/** Ends the packing: npm packs whatever stands in the folder, an empty `dist` too, where this ends well. */
const refuse = (sentence) => {
  console.error(`\nNothing was packed. ${sentence}\n`);
  process.exit(1);
};

if (!['@strapi/sdk-plugin', 'rollup', 'rollup-plugin-dts', 'typescript'].every(isInstalled))
  refuse('The tools of the build are not installed: run `npm ci` in the root of the repository first.');
try {
  execFileSync(process.execPath, [process.env.npm_execpath ?? 'npm', 'run', 'build'], {
    cwd: FOLDER,
    stdio: 'inherit',
  });
} catch {
  refuse('The build has failed, as is said above.');
}
const { faultsOf } = await import('./wholeness.cjs');
const faults = faultsOf(FOLDER);
if (faults.length > 0) refuse(`What was built is not whole:\n  ${faults.join('\n  ')}`);
