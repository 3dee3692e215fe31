const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const path = require('node:path');
const ts = require('typescript');

const CODE = /\.(js|mjs|d\.ts|d\.mts)$/;

/** What a built file asks for, by `import`, `export … from`, `import()` or `require()`. */
const askedBy = (file) => ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles;

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [];

const targetsOf = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targetsOf));

/** The package of a specifier: `@strapi/strapi/admin` is of `@strapi/strapi`. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * What is missing in a folder that is to be packed, or was: one sentence each, none where the package is whole. Every file that
 * its package.json leads to is there (`source` is for the build, and is not packed), and each of them finds what it asks for:
 * its own parts in `dist`, and packages that its installation brings or its peers name.
 */
exports.faultsOf = (folder) => {
  const { exports, typesVersions, files, dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8')
  );
  const isFilled = (file) => existsSync(path.join(folder, file)) && statSync(path.join(folder, file)).size > 0;
  const entries = Object.values(exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.entries(entry).flatMap(([as, file]) => (as === 'source' ? [] : [file]))
  );
  const wanted = [...new Set([...entries, ...targetsOf(typesVersions), ...files])];
  const known = new Set(Object.keys({ ...dependencies, ...peerDependencies }));

  const isFound = (file, specifier) =>
    specifier.startsWith('.')
      ? existsSync(path.resolve(path.dirname(file), specifier))
      : isBuiltin(specifier) || known.has(packageOf(specifier));
  const lost = filesIn(path.join(folder, 'dist'))
    .filter((file) => CODE.test(file))
    .flatMap((file) =>
      askedBy(file)
        .filter(({ fileName }) => !isFound(file, fileName))
        .map(({ fileName }) => `${path.relative(folder, file)} asks for ${fileName}, which nobody brings.`)
    );
  return [...wanted.filter((file) => !isFilled(file)).map((file) => `${file} is missing or empty.`), ...new Set(lost)];
};
