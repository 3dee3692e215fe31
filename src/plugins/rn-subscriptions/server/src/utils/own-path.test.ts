import { isOwnPath } from './own-path';

test.each([
  '/api/rn-subscriptions/registrations',
  '/API/rn-subscriptions/',
  '/rn-subscriptions/registrations/export',
  '/rn%2Dsubscriptions/me',
  '/content-manager/collection-types/plugin::rn-subscriptions.mediatheque',
  '/content-manager/relations/plugin%3A%3Arn-subscriptions.mediatheque/librarians',
])('%s is the plugin’s', (path) => expect(isOwnPath(path, '/api')).toBe(true));

test.each([
  '/',
  '/api/things',
  '/api/things/rn-subscriptions/1',
  '/api/rn-subscriptions-of-another',
  '/rn-subscriptionsx',
  '/content-manager/collection-types/api::thing.thing',
  '/content-manager/collection-types/plugin::users-permissions.user',
  '/%c0%af/rn-subscriptions',
])('%s is the host’s', (path) => expect(isOwnPath(path, '/api')).toBe(false));

test('the API may begin elsewhere', () => {
  expect(isOwnPath('/rest/rn-subscriptions/health', '/rest')).toBe(true);
  expect(isOwnPath('/api/rn-subscriptions/health', '/rest')).toBe(false);
});
