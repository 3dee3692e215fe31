import { MAIL_KINDS, type MailKind } from '../../../shared/contracts/admin';
import { factsAgain } from './sent-again';

const account = { id: 1, confirmed: false, newAddress: null };
const pending = {
  state: 'pending' as const,
  mediatheque: 'm',
  validFrom: null,
  expiresOn: null,
  deletionNoticeOn: null,
  account,
};
const validated = { ...pending, state: 'validated' as const, validFrom: '2026-01-01', expiresOn: '2027-01-01' };
const again = (kind: MailKind, now: Parameters<typeof factsAgain>[0]['now'], accountId: number | null = null) =>
  factsAgain({ kind, accountId, now, noticeDays: 30 });

test('a decision is sent again as long as it holds, with the dates of today', () => {
  expect(again('validated', validated)).toEqual({ mediatheque: 'm', validFrom: '2026-01-01', expiresOn: '2027-01-01' });
  expect(again('validated', { ...validated, state: 'refused' })).toBeNull();
  expect(again('refused', validated)).toBeNull();
  expect(again('refused', { ...validated, state: 'refused' })).not.toBeNull();
});
test('a request is sent again until it is decided', () => {
  for (const kind of ['new-request', 'receipt'] as const)
    expect([again(kind, pending), again(kind, validated)]).toEqual([{ mediatheque: 'm' }, null]);
});
test('an announcement is sent again with the day that it named', () => {
  expect(again('deletion-notice', { ...validated, deletionNoticeOn: '2028-01-01' })).toEqual({
    mediatheque: 'm',
    expiresOn: '2027-01-01',
    erasedFrom: '2028-01-31',
  });
  expect(again('deletion-notice', validated)).toBeNull();
});
test('a link is sent again while it is needed, to the account that the registration is on', () => {
  expect(again('account-link', pending, 1)).toEqual({ mediatheque: 'm' });
  expect(again('account-link', pending, 2)).toBeNull();
  expect(again('account-link', { ...pending, account: { ...account, confirmed: true } }, 1)).toBeNull();
  expect(again('confirm-new-address', pending, 1)).toBeNull();
  expect(
    again('confirm-new-address', { ...pending, account: { ...account, newAddress: 'new@example.org' } }, 1)
  ).toEqual({ mediatheque: 'm' });
  expect([again('person-added', pending, 1), again('person-added', pending, 2)]).toEqual([{ mediatheque: 'm' }, null]);
});
test('what went to an address that nothing refers to, or to an account alone, is not', () => {
  for (const kind of ['address-corrected', 'person-unknown'] as const) expect(MAIL_KINDS).toContain(kind);
  expect([again('address-corrected', pending), again('person-unknown', pending)]).toEqual([null, null]);
});
