import { inOneLine } from '../finding';
import { findingsOf } from './checks';
import type { Facts } from './facts';

const WELL: Facts = {
  node: { version: '20.19.0', range: '>=20.0.0 <=26.x.x' },
  strapi: { version: '5.54.0', range: '~5.54.0' },
  isProduction: true,
  dedicated: true,
  forceMigration: false,
  addresses: {
    adminUrl: 'https://a.example/admin',
    websiteUrl: 'https://a.example/inscription/',
    guessed: [],
    isWebsiteOff: false,
  },
  databaseClient: 'postgres',
  hasUsersPermissions: true,
  email: { provider: '@strapi/provider-email-nodemailer', isChosen: true },
  sameAddress: [],
};

const brief = (facts: Facts) => findingsOf(facts).map(({ severity, code }) => `${severity} ${code}`);
const words = (facts: Facts) => findingsOf(facts).map((finding) => inOneLine(finding));

test('an installation that is well has nothing to say', () => {
  expect(findingsOf(WELL)).toEqual([]);
});

const CASES: [what: string, facts: Partial<Facts>, found: string, said: RegExp][] = [
  [
    'Node too old',
    { node: { ...WELL.node, version: '18.20.4' } },
    'refuse unsupported-node',
    /Node 18\.20\.4 is not .*install Node >=20/,
  ],
  ['Node too new', { node: { ...WELL.node, version: '27.0.0' } }, 'refuse unsupported-node', /27\.0\.0/],
  [
    'another Strapi',
    { strapi: { ...WELL.strapi, version: '5.12.1' } },
    'refuse unsupported-strapi',
    /Strapi 5\.12\.1 .*install Strapi ~5\.54\.0/,
  ],
  [
    'MySQL',
    { databaseClient: 'mysql' },
    'refuse unsupported-database',
    /“mysql”: the plugin works on PostgreSQL and SQLite only, .*use PostgreSQL/,
  ],
  [
    'forceMigration as it is by default',
    { forceMigration: true },
    'refuse force-migration',
    /would drop all its tables.*forceMigration: false/,
  ],
  ['the same in development', { forceMigration: true, isProduction: false }, 'warn force-migration', /./],
  [
    'no public address',
    {
      addresses: {
        ...WELL.addresses,
        adminUrl: 'http://127.0.0.1:1337/admin',
        guessed: ['adminUrl'],
      },
    },
    'refuse no-public-address',
    /lead people to http:\/\/127\.0\.0\.1:1337\/admin, .*into url of config\/server or into adminUrl/,
  ],
  [
    'pages that are switched off, and none instead',
    { addresses: { ...WELL.addresses, guessed: ['websiteUrl'], isWebsiteOff: true } },
    'refuse no-public-address',
    /switched off \(website\.enabled\): write the address/,
  ],
  [
    'an address of this machine, on purpose',
    { addresses: { ...WELL.addresses, websiteUrl: 'http://localhost:1337/inscription/' } },
    'warn no-public-address',
    /localhost:1337/,
  ],
  [
    'no users-permissions',
    { hasUsersPermissions: false },
    'refuse no-users-permissions',
    /users-permissions.*missing or disabled.*install/,
  ],
  ['no email plugin', { email: { provider: null, isChosen: true } }, 'refuse no-email-plugin', /do not disable it/],
  [
    'no email provider',
    { email: { provider: 'sendmail', isChosen: false } },
    'warn no-email-provider',
    /nobody will get a mail: name a provider/,
  ],
  [
    'two accounts with one address',
    { sameAddress: [[3, 7]] },
    'refuse accounts-share-an-address',
    /one e-mail address .*\(id 3, 7\).*keep one account.*SELECT id/,
  ],
  [
    'the same among accounts of a host',
    { sameAddress: [[3, 7]], dedicated: false },
    'warn accounts-share-an-address',
    /goes to the oldest/,
  ],
  [
    'many such addresses',
    {
      sameAddress: [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
        [9, 10],
        [11, 12],
      ],
    },
    'refuse accounts-share-an-address',
    /^6 e-mail addresses .*\(id 1, 2 ; 3, 4 ; 5, 6 ; 7, 8 ; 9, 10 ; …\)/,
  ],
];

test.each(CASES)('%s', (_what, facts, found, said) => {
  expect(brief({ ...WELL, ...facts })).toEqual([found]);
  expect(words({ ...WELL, ...facts })).toEqual([expect.stringMatching(said)]);
  const [finding] = findingsOf({ ...WELL, ...facts });
  // In French too, and in other words.
  expect(inOneLine(finding, 'fr')).not.toBe(inOneLine(finding, 'en'));
});

test('what stops a start is said first', () => {
  const facts = { ...WELL, email: { provider: 'sendmail', isChosen: false }, databaseClient: 'mysql' };
  expect(brief({ ...facts, hasUsersPermissions: false })).toEqual([
    'refuse unsupported-database',
    'refuse no-users-permissions',
    'warn no-email-provider',
  ]);
});

test('the public address is not asked for in development', () => {
  const addresses = { ...WELL.addresses, adminUrl: 'http://127.0.0.1:1337/admin', guessed: ['adminUrl' as const] };
  expect(findingsOf({ ...WELL, isProduction: false, addresses })).toEqual([]);
});
