import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openapiDocument } from '../../src/plugins/rn-subscriptions/server/src/routes/openapi';
import { OPERATIONS } from '../../src/plugins/rn-subscriptions/server/src/routes/operations';

const ROOT = path.resolve(__dirname, '../..');
const PLUGIN = path.join(ROOT, 'src/plugins/rn-subscriptions');
/** As it has to be: `npm run docs:openapi` puts it where it belongs. */
const MADE = path.join(ROOT, '.tmp/openapi.json');
const made = openapiDocument({ prefix: '/api' });

const run = (...input: string[]) => execFileSync(process.execPath, input, { cwd: PLUGIN, encoding: 'utf8' });

test('what is made of the routes is valid OpenAPI 3.1', () => {
  fs.mkdirSync(path.dirname(MADE), { recursive: true });
  fs.writeFileSync(MADE, JSON.stringify(made, null, 2));
  const cli = path.join(ROOT, 'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js');
  expect(JSON.parse(run(cli, MADE))).toEqual({ valid: true });
  expect(made.openapi).toBe('3.1.1');
});

test('the package ships that, as it is today; otherwise: npm run docs:openapi', () => {
  const shipped = JSON.parse(run('-p', "JSON.stringify(require('strapi-plugin-rn-subscriptions/openapi.json'))"));
  expect(shipped).toEqual(JSON.parse(JSON.stringify(made)));
});

test('the built client has a function for each operation, by import and by require, and brings nothing else along', () => {
  const show = "console.log(JSON.stringify(Object.keys(createClient({ baseUrl: '/api' })).sort()))";
  const imported = run(
    '--input-type=module',
    '-e',
    `import { createClient } from 'strapi-plugin-rn-subscriptions/client'; ${show}`
  );
  const required = run('-e', `const { createClient } = require('strapi-plugin-rn-subscriptions/client'); ${show}`);
  for (const names of [imported, required]) expect(JSON.parse(names)).toEqual(Object.keys(OPERATIONS).sort());
  for (const file of ['index.js', 'index.mjs']) {
    const source = fs.readFileSync(path.join(PLUGIN, 'dist/client', file), 'utf8');
    expect(source).not.toMatch(/\bfrom\s*["']|\brequire\(/);
    expect(source.length).toBeLessThan(10_000);
  }
});
