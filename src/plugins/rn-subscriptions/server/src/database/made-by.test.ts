import { wasMadeBy } from './made-by';

const AT = '2026-03-01T10:00:00.000Z';
const registration = { createdAt: AT };

test.each([
  [
    'made in the transaction of the sign-up',
    { username: 'a@example.com', createdAt: '2026-03-01T09:59:59.990Z' },
    true,
  ],
  [
    'older than the registration: of the site',
    { username: 'a@example.com', createdAt: '2025-03-01T10:00:00.000Z' },
    false,
  ],
  ['with a name of its own: of the site', { username: 'alice', createdAt: AT }, false],
])('%s', (_what, account, expected) => {
  expect(wasMadeBy(registration, { email: 'a@example.com', ...account })).toBe(expected);
});
