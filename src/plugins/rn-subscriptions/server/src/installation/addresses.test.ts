import { addressesOf, guessedOf } from './addresses';

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
type Said = Parameters<typeof addressesOf>[0];
const said = (input: Partial<Said>): Said => ({
  options: { adminUrl: '', websiteUrl: '' },
  website: { enabled: true, path: '/inscription' },
  strapi: site,
  ...input,
});
const from = (input: Partial<Said>) => addressesOf(said(input));

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

test('where nothing is said, it is this machine', () => {
  expect(from({ strapi: local })).toEqual({
    adminUrl: 'http://127.0.0.1:1337/admin',
    websiteUrl: 'http://127.0.0.1:1337/inscription/',
  });
});

test.each<[what: string, Partial<Said>, guessed: string[]]>([
  ['no address at all', { strapi: local }, ['adminUrl', 'websiteUrl']],
  [
    'a path instead of an address',
    { strapi: { ...local, url: '/strapi', absoluteUrl: 'http://127.0.0.1:1337/strapi' } },
    ['adminUrl', 'websiteUrl'],
  ],
  [
    'an address of the website alone',
    { strapi: local, options: { adminUrl: '', websiteUrl: 'https://mediatheques.oise.fr/' } },
    ['adminUrl'],
  ],
  [
    'a website that is switched off, and none instead',
    { website: { enabled: false, path: '/inscription' } },
    ['websiteUrl'],
  ],
  ['the address that people type', {}, []],
])('with %s, what nobody has said is told', (_what, input, guessed) => expect(guessedOf(said(input))).toEqual(guessed));
