import fs from 'node:fs';
import path from 'node:path';
import config from '../../src/plugins/rn-subscriptions/server/src/config';

const README = path.resolve(__dirname, '../../src/plugins/rn-subscriptions/README.md');

/** `limits: { mailsPerAddress: 8 }` as `['limits.mailsPerAddress', '8']`, an empty text as the table shows it. */
const rowsOf = (options: object, of = ''): [option: string, value: string][] =>
  Object.entries(options).flatMap(([name, value]) =>
    typeof value === 'object'
      ? rowsOf(value, `${of}${name}.`)
      : [[`${of}${name}`, value === '' ? '*(empty)*' : `\`${value}\``]]
  );

test('the table of the options has every option, with its default, and no other', () => {
  const [, section] = fs.readFileSync(README, 'utf8').split('\n## Options\n');
  const [table] = section.split('\n## ');
  const rows = [...table.matchAll(/^\| `([\w.]+)` \| (.+?) \|/gm)].map(([, option, value]) => [option, value]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(rowsOf(config.default)));
  expect(rows).toHaveLength(rowsOf(config.default).length);
});
