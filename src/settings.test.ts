import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settingProblem } from './settings';

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://ressources.oise.fr',
  SMTP_FROM: 'Ressources numériques <ressources@oise.fr>',
  PROXY_COUNT: '1',
};

test.each([
  ['as they should be', production],
  ['of a server without TLS', { ...production, PUBLIC_URL: 'http://10.0.0.7:1337', PROXY_COUNT: undefined }],
  ['with a sender in quotes, as a mail has it', { ...production, SMTP_FROM: '"MDO, Oise" <ressources@oise.fr>' }],
  ['with a quote within', { ...production, NETWORK_NAME: "Médiathèque d'Ici" }],
  ['of another program, in quotes', { ...production, PS1: '"$ "' }],
  [
    'of a name that only looks like an example',
    { ...production, PUBLIC_URL: 'https://contre-example.org.oise.fr', SMTP_FROM: 'example@oise.fr' },
  ],
  ['of development, whatever they are', { PUBLIC_URL: '"https://example.org"' }],
])('settings %s are accepted', (_what, env) => expect(settingProblem(env)).toBeNull());

test.each([
  [
    'https behind an uncounted proxy',
    { ...production, PROXY_COUNT: '0' },
    /^PUBLIC_URL is https and PROXY_COUNT is 0: .*Set PROXY_COUNT to how many/,
  ],
  [
    'https, and nothing of proxies',
    { ...production, PROXY_COUNT: undefined },
    /^PUBLIC_URL is https and PROXY_COUNT is 0/,
  ],
  ['a number of proxies in words', { ...production, PROXY_COUNT: 'one' }, /^PROXY_COUNT is no number \(one\)/],
  [
    'no address',
    { ...production, PUBLIC_URL: '' },
    /^PUBLIC_URL is missing\. Set PUBLIC_URL to the address that people type/,
  ],
  [
    'an address of the example',
    { ...production, PUBLIC_URL: 'https://ressources.example.org' },
    /^PUBLIC_URL is an example value \(https:\/\/ressources\.example\.org\)/,
  ],
  ['another example', { ...production, PUBLIC_URL: 'http://example.com:8080/x' }, /^PUBLIC_URL is an example value/],
  [
    'a domain that nobody can have',
    { ...production, PUBLIC_URL: 'https://bibliotheque.test' },
    /^PUBLIC_URL is an example value/,
  ],
  [
    'no sender',
    { ...production, SMTP_FROM: undefined },
    /^SMTP_FROM is missing\. Set SMTP_FROM to the address that your mail server/,
  ],
  [
    'a sender of the example',
    { ...production, SMTP_FROM: 'Ressources <ressources@example.org>' },
    /^SMTP_FROM is an example value/,
  ],
  [
    'an address in quotes',
    { ...production, PUBLIC_URL: '"https://ressources.oise.fr"' },
    /^PUBLIC_URL begins and ends with a quotation mark.*Write the value of PUBLIC_URL without/,
  ],
  ['a token in quotes', { ...production, HEALTH_TOKEN: '"0123456789abcdef"' }, /^HEALTH_TOKEN begins and ends/],
  ['a sender in quotes', { ...production, SMTP_FROM: '"Ressources <r@oise.fr>"' }, /^SMTP_FROM begins and ends/],
  ['a password in quotes', { ...production, DATABASE_PASSWORD: "'secret'" }, /^DATABASE_PASSWORD begins and ends/],
])('%s stops the start, and says the mend', (_what, env, sentence) => expect(settingProblem(env)).toMatch(sentence));

test('no setting of the example is left out of what is looked at for quotes', () => {
  const names = readFileSync(path.resolve(__dirname, '../.env.example'), 'utf8').match(/^[A-Z_]+(?==)/gm)!;
  for (const name of names.filter((one) => one !== 'STRAPI_TELEMETRY_DISABLED'))
    expect(settingProblem({ ...production, [name]: '"x"' })).toMatch(new RegExp(`^${name} begins and ends`));
});
