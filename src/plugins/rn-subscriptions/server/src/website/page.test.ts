import { apiFromPage, noticesOf, pageOf, policyOf, takenPath } from './page';

const NONE = { accessibility: '', legal: '', privacy: '' };

test('a notice is an address or a text, in one language or two', () => {
  expect(
    noticesOf({
      accessibility: 'https://oise.fr/accessibilite',
      legal: { fr: 'Éditeur : le département.\n\nHébergeur : ici.', en: '/legal.html' },
      privacy: '',
    })
  ).toEqual({
    accessibility: {
      fr: { address: 'https://oise.fr/accessibilite' },
      en: { address: 'https://oise.fr/accessibilite' },
    },
    legal: { fr: { text: 'Éditeur : le département.\n\nHébergeur : ici.' }, en: { address: '/legal.html' } },
  });
});

test.each(['https://oise.fr est notre adresse.', 'javascript:alert(1)', '//elsewhere.example', 'Mentions'])(
  '%j is a text',
  (text) => expect(noticesOf({ ...NONE, legal: text }).legal?.fr).toEqual({ text })
);

test.each([
  ['/inscription', '/api', '../api'],
  ['/inscription', '/strapi/v1', '../strapi/v1'],
  ['/services/inscription', '/api', '../../api'],
  ['/inscription', '', '..'],
])('from %s, the API at %j is %s', (path, prefix, api) => expect(apiFromPage({ path, prefix })).toBe(api));

test.each([
  ['/inscription', undefined],
  ['/administration', undefined],
  ['/api', '/api'],
  ['/api/inscription', '/api'],
  ['/services', '/services/admin'],
])('at %s stands already: %s', (path, taken) =>
  expect(takenPath({ path, used: ['/services/admin', '/api', '/uploads', ''] })).toBe(taken)
);

test('a style sheet of another site brings its fonts, and nothing else', () => {
  expect(policyOf('/styles.css')).toBe(policyOf(''));
  expect(policyOf('https://oise.fr/charte.css').split('; ')).toEqual(
    policyOf('')
      .split('; ')
      .map((rule) => (/^(style|font)-src/.test(rule) ? `${rule} https://oise.fr` : rule))
  );
});

test('what is put into the page stays text', () => {
  const page = pageOf({
    template: '<body data-settings="{{settings}}">{{#styleSheet}}<link href="{{styleSheet}}">{{/styleSheet}}</body>',
    folder: '0123456789abcdef',
    styleSheet: '',
    settings: { api: '../api', networkName: '"><script>alert(1)</script>', hasCatalogue: true, notices: {} },
  });
  expect(page).not.toContain('<script>');
  expect(page).not.toContain('<link');
});
