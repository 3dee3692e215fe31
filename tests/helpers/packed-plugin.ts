import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
export const PLUGIN = path.join(ROOT, 'src/plugins/rn-subscriptions');

/**
 * Packs the plugin as it was built, and installs the file in a project of its own below `.tmp`, which finds Strapi where the
 * repository has it. Returns the packed file, the project's folder, and the plugin's folder in it.
 */
export const installPacked = () => {
  fs.mkdirSync(path.join(ROOT, '.tmp'), { recursive: true });
  const host = fs.mkdtempSync(path.join(ROOT, '.tmp/packed-'));
  const said = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', host], {
    cwd: PLUGIN,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(said.toString());
  const tarball = path.join(host, filename);
  const installed = path.join(host, 'node_modules/strapi-plugin-rn-subscriptions');
  fs.mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  return { tarball, host, installed };
};
