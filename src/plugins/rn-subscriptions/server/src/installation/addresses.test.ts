import { addressesOf } from './addresses';

const local = {
  url: '',
  adminUrl: '/admin',
  absoluteUrl: 'http://127.0.0.1:1337',
  absoluteAdminUrl: 'http://127.0.0.1:1337/admin',
};
const site = {
  url: 'https://ressources.oise.fr',
  adminUrl: 'https://ressources.oise.fr/admin',
  absoluteUrl: 'https://ressources.oise.fr',
  absoluteAdminUrl: 'https://ressources.oise.fr/admin',
};
const from = (input: Partial<Parameters<typeof addressesOf>[0]>) =>
  addressesOf({
    options: { adminUrl: '', websiteUrl: '' },
    website: { enabled: true, path: '/inscription' },
    strapi: site,
    isProduction: true,
    ...input,
  });

test('the address that people type carries both', () => {
  expect(from({})).toEqual({
    adminUrl: 'https://ressources.oise.fr/admin',
    websiteUrl: 'https://ressources.oise.fr/inscription/',
  });
});

test('a path of a proxy, another panel and another path of the website are kept', () => {
  const strapi = {
    url: 'https://oise.fr/strapi',
    adminUrl: 'https://panneau.oise.fr/gestion',
    absoluteUrl: 'https://oise.fr/strapi',
    absoluteAdminUrl: 'https://panneau.oise.fr/gestion',
  };
  expect(from({ strapi, website: { enabled: true, path: '/services/abonnement' } })).toEqual({
    adminUrl: 'https://panneau.oise.fr/gestion',
    websiteUrl: 'https://oise.fr/strapi/services/abonnement/',
  });
});

test('an option that is given wins, for either', () => {
  const options = { adminUrl: 'https://panneau.oise.fr/admin/', websiteUrl: 'https://mediatheques.oise.fr/numerique' };
  const given = { adminUrl: 'https://panneau.oise.fr/admin', websiteUrl: 'https://mediatheques.oise.fr/numerique' };
  for (const strapi of [site, local])
    expect(from({ options, strapi, website: { enabled: false, path: '/inscription' } })).toEqual(given);
  expect(from({ options: { ...options, adminUrl: '' } }).adminUrl).toBe('https://ressources.oise.fr/admin');
});

test('in development this machine will do', () => {
  expect(from({ strapi: local, isProduction: false })).toEqual({
    adminUrl: 'http://127.0.0.1:1337/admin',
    websiteUrl: 'http://127.0.0.1:1337/inscription/',
  });
});

test.each<[what: string, Partial<Parameters<typeof addressesOf>[0]>, sentence: RegExp]>([
  [
    'no address at all',
    { strapi: local },
    /would lead people to http:\/\/127\.0\.0\.1:1337\/admin and http:\/\/127\.0\.0\.1:1337\/inscription\/, .*into url of config\/server, or into the options adminUrl and websiteUrl of config\/plugins/,
  ],
  [
    'a path instead of an address',
    { strapi: { ...local, url: '/strapi', absoluteUrl: 'http://127.0.0.1:1337/strapi' } },
    /would lead people to .*127\.0\.0\.1:1337\/strapi\/inscription\//,
  ],
  [
    'an address of the website alone',
    { strapi: local, options: { adminUrl: '', websiteUrl: 'https://mediatheques.oise.fr/' } },
    /would lead people to http:\/\/127\.0\.0\.1:1337\/admin, .*into the option adminUrl of config\/plugins/,
  ],
  [
    'a website that is switched off, and none instead',
    { website: { enabled: false, path: '/inscription' } },
    /website\.enabled.*Write the address of yours into the option websiteUrl/,
  ],
])('a production server does not start with %s', (_what, input, sentence) =>
  expect(() => from(input)).toThrow(sentence)
);
