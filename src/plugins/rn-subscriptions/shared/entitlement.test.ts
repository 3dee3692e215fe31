import { accountEntitlement, entitlement } from './entitlement';
import { statusOn } from './registration-state';

const today = '2026-11-24';
const addressConfirmed = true;

test.each([
  [{ state: 'validated' as const, expiresOn: '2026-11-25' }, { open: true }],
  [{ state: 'validated' as const, expiresOn: '2026-11-24' }, { open: true }],
  [
    { state: 'validated' as const, expiresOn: '2026-11-23' },
    { open: false, reason: 'expired' },
  ],
  [
    { state: 'validated' as const, expiresOn: null },
    { open: false, reason: 'expired' },
  ],
  [{ state: 'pending' as const }, { open: false, reason: 'pending' }],
  [
    { state: 'refused' as const, expiresOn: '2099-01-01' },
    { open: false, reason: 'refused' },
  ],
])('%j opens: %j', (registration, expected) => {
  expect(entitlement({ ...registration, addressConfirmed }, today)).toEqual(expected);
});

test('an address that is not confirmed keeps a valid subscription closed, and is the last reason named', () => {
  const unconfirmed = { addressConfirmed: false };
  expect(entitlement({ state: 'validated', expiresOn: today, ...unconfirmed }, today)).toEqual({
    open: false,
    reason: 'addressUnconfirmed',
  });
  expect(entitlement({ state: 'pending', ...unconfirmed }, today)).toEqual({ open: false, reason: 'pending' });
});

test('expired is a day, not a stored state', () => {
  expect(statusOn({ state: 'validated', expiresOn: '2026-11-24' }, '2026-11-24')).toBe('validated');
  expect(statusOn({ state: 'validated', expiresOn: '2026-11-24' }, '2026-11-25')).toBe('expired');
});

test('an account is open by one of its people, else says the reason nearest to open', () => {
  const expired = { state: 'validated' as const, expiresOn: '2020-01-01', addressConfirmed };
  const pending = { state: 'pending' as const, addressConfirmed };
  const refused = { state: 'refused' as const, addressConfirmed };
  expect(
    accountEntitlement([refused, { state: 'validated', expiresOn: today, addressConfirmed }, pending], today)
  ).toEqual({ open: true });
  expect(accountEntitlement([refused, pending, expired], today)).toEqual({ open: false, reason: 'pending' });
  expect(accountEntitlement([refused, expired], today)).toEqual({ open: false, reason: 'expired' });
  expect(accountEntitlement([], today)).toEqual({ open: false, reason: 'noRegistration' });
});
