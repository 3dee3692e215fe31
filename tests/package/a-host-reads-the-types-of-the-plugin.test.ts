import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { installPacked } from '../helpers/packed-plugin';

const { host, installed } = installPacked();
fs.cpSync(path.join(__dirname, 'host'), host, { recursive: true });
afterAll(() => fs.rmSync(host, { recursive: true }));

const optionsOf = (extended: string): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(require.resolve(extended), ts.sys.readFile);
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, host).options;
};

/** What TypeScript says of the host's files and of the plugin's types. Strapi's own types are read, and not checked. */
const faultsOf = (options: ts.CompilerOptions, roots: string[]) => {
  const program = ts.createProgram({
    rootNames: roots.map((file) => path.join(host, file)),
    // The plugin's declarations are checked below, which `skipLibCheck` would skip.
    options: {
      ...options,
      types: [],
      skipLibCheck: false,
      noEmit: true,
      incremental: false,
      tsBuildInfoFile: undefined,
    },
  });
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(host));
  const faults = files
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  return { looked: files.map(({ fileName }) => path.relative(host, fileName)), faults };
};

const SERVER = ['config/plugins.ts', 'src/api/film/controllers/film.ts'];
const strapiServer = optionsOf('@strapi/typescript-utils/tsconfigs/server.json');
const { Node16 } = ts.ModuleKind;

test.each<[string, ts.CompilerOptions, string]>([
  ['of Strapi', strapiServer, 'index.d.ts'],
  ['of Strapi, strict, as a new project has it', { ...strapiServer, strict: true }, 'index.d.ts'],
  [
    'of Node.js',
    { strict: true, module: Node16, moduleResolution: ts.ModuleResolutionKind.Node16, target: ts.ScriptTarget.ES2022 },
    'index.d.ts',
  ],
  ['of a bundler', { ...optionsOf('@strapi/typescript-utils/tsconfigs/admin.json') }, 'index.d.mts'],
])('the options and the services are typed with the settings %s', (_name, options, types) => {
  const { looked, faults } = faultsOf(options, SERVER);
  expect(faults).toEqual([]);
  expect(looked).toContain(path.join('node_modules/strapi-plugin-rn-subscriptions/dist/server', types));
});

test('the options are typed without a package of Strapi, nor of anybody else', () => {
  const text = fs.readFileSync(path.join(installed, 'dist/server/index.d.ts'), 'utf8');
  expect(ts.preProcessFile(text).importedFiles).toEqual([]);
});

test('the panel’s part is typed where Strapi’s own is', () => {
  const { faults } = faultsOf(optionsOf('@strapi/typescript-utils/tsconfigs/admin.json'), ['admin.ts']);
  expect(faults).toEqual([]);
});
