import { surround } from './surround';

test('the guards stand around the query and the body and in the place of the log, wherever the host has them', () => {
  expect(surround(['strapi::logger', 'strapi::errors', 'strapi::query', { name: 'strapi::body', config: { jsonLimit: '1mb' } } as object, 'strapi::public'])).toEqual([
    'plugin::rn-subscriptions.access-log',
    'strapi::errors',
    'plugin::rn-subscriptions.not-stored',
    'strapi::query',
    'plugin::rn-subscriptions.no-secret-in-queries',
    'plugin::rn-subscriptions.body-errors',
    { name: 'strapi::body', config: { jsonLimit: '1mb', parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'] } },
    'plugin::rn-subscriptions.readable-text',
    'strapi::public',
  ]);
});
