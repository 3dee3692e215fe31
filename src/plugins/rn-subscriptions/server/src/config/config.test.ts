import config from '.';

const withOptions = (options: object) => () => config.validator({ ...config.default, ...options });
const withWebsite = (website: object) => withOptions({ website: { ...config.default.website, ...website } });

test.each([
  {},
  { path: '/services/inscription' },
  { styleSheet: '/charte.css' },
  { styleSheet: 'https://oise.fr/charte.css' },
  {
    notices: {
      accessibility: '/accessibilite.html',
      legal: 'Éditeur : le département.',
      privacy: { fr: 'Oui', en: 'Yes' },
    },
  },
])('%j is a website', (website) => expect(withWebsite(website)).not.toThrow());

test.each([
  [{ path: 'inscription' }, /option website\.path is not valid: write a path that begins with “\/”/],
  [{ path: '/' }, /option website\.path is not valid/],
  [{ path: '/inscription/' }, /option website\.path is not valid/],
  [{ path: '/a/../b' }, /option website\.path is not valid/],
  [{ path: '/:path' }, /option website\.path is not valid/],
  [{ styleSheet: 'charte.css' }, /option website\.styleSheet is not valid: write an address/],
  [{ styleSheet: '//oise.fr/charte.css' }, /option website\.styleSheet is not valid/],
  [
    { notices: { ...config.default.website.notices, legal: { fr: 'Oui' } } },
    /option website\.notices\.legal is not valid: write an address or a text, or { fr, en }/,
  ],
  [
    { notices: { ...config.default.website.notices, cookies: '' } },
    /there is no option website\.notices\.cookies. Options are: accessibility, legal, privacy/,
  ],
  [{ stylesheet: '' }, /there is no option website\.stylesheet. Options are: enabled, path, styleSheet, notices/],
])('%j is none', (website, sentence) => expect(withWebsite(website)).toThrow(sentence));

test.each(['websiteUrl', 'adminUrl'])('%s is an address of the web, or nothing', (name) => {
  expect(withOptions({ [name]: '' })).not.toThrow();
  expect(withOptions({ [name]: 'https://oise.fr/x' })).not.toThrow();
  for (const address of ['oise.fr', 'javascript:alert(1)', '/inscription'])
    expect(withOptions({ [name]: address })).toThrow(`option ${name} is not valid: write an address that begins with`);
});
