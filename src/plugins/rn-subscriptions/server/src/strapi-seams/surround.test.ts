import { surround } from './surround';

const HOST = [
  'strapi::logger',
  'strapi::errors',
  'strapi::query',
  { name: 'strapi::body', config: { jsonLimit: '1mb', formidable: { maxFileSize: 1000 } } } as object,
  'strapi::public',
];
const ours = (...names: string[]) => names.map((name) => `plugin::rn-subscriptions.${name}`);
const deleteBody = {
  name: ours('own-delete-body')[0],
  config: { jsonLimit: '1mb', formidable: { maxFileSize: 1000 } },
};

test('the guards stand around the query and the body and behind the log, wherever the host has them', () => {
  expect(surround(HOST, { dedicated: false })).toEqual([
    'strapi::logger',
    ...ours('unlogged-query'),
    'strapi::errors',
    ...ours('not-stored'),
    'strapi::query',
    ...ours('readable-query', 'no-secret-in-queries', 'body-errors'),
    HOST[3],
    deleteBody,
    ...ours('readable-text'),
    'strapi::public',
  ]);
});

test('where this Strapi serves nothing else, the log is ours, and files pass a door before they are read and are looked at after', () => {
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
      },
    },
    deleteBody,
    ...ours('readable-text', 'images-only'),
    'strapi::public',
  ]);
});
