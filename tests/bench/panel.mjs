import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../scripts/boot.mjs';

/** Builds the admin panel of the application in `folder`. Throws where that fails. */
export const buildPanel = (folder) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/@strapi/strapi/bin/strapi.js'), 'build'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true' },
    }
  );
  if (status !== 0) throw new Error(`The admin panel could not be built: ${stderr.slice(-500)}`);
};
