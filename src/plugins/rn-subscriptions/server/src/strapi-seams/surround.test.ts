import { surround } from './surround';

const HOST = [
  'strapi::logger',
  'strapi::errors',
  'strapi::query',
  { name: 'strapi::body', config: { jsonLimit: '1mb', formidable: { maxFileSize: 1000 } } } as object,
  'strapi::public',
];
const ours = (...names: string[]) => names.map((name) => `plugin::rn-subscriptions.${name}`);
const parsedMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];

test('the guards stand around the query and the body and in the place of the log, wherever the host has them', () => {
  expect(surround(HOST, { dedicated: false })).toEqual([
    ...ours('access-log'),
    'strapi::errors',
    ...ours('not-stored'),
    'strapi::query',
    ...ours('readable-query', 'no-secret-in-queries', 'body-errors'),
    { name: 'strapi::body', config: { jsonLimit: '1mb', formidable: { maxFileSize: 1000 }, parsedMethods } },
    ...ours('readable-text'),
    'strapi::public',
  ]);
});

test('where this Strapi serves nothing else, files pass a door before they are read and are looked at after', () => {
  expect(surround(HOST, { dedicated: true })).toEqual([
    ...ours('access-log'),
    'strapi::errors',
    ...ours('refusals', 'not-stored'),
    'strapi::query',
    ...ours('readable-query', 'no-secret-in-queries', 'body-errors', 'files-door'),
    {
      name: 'strapi::body',
      config: {
        jsonLimit: '1mb',
        formidable: {
          maxFileSize: 1000,
          uploadDir: expect.any(String),
          filter: expect.any(Function),
          filename: expect.any(Function),
        },
        parsedMethods,
      },
    },
    ...ours('readable-text', 'images-only'),
    'strapi::public',
  ]);
});
