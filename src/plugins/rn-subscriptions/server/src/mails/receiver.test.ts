import type { MailKind } from '../../../shared/contracts/admin';
import { addressOf } from './receiver';

const all = {
  registration: { email: 'patron@example.org' },
  account: { email: 'account@example.org', newAddress: 'new@example.org' },
  mediatheque: { email: 'library@example.org' },
  networkEmail: 'network@example.org',
};
const nobody = { registration: null, account: undefined, mediatheque: null, networkEmail: undefined };
const of = (kind: MailKind, about: object = {}, to?: string) =>
  addressOf({ ...all, ...about, mail: { kind, facts: to ? { to } : null } });

test.each<[MailKind, string]>([
  ['receipt', 'patron@example.org'],
  ['account-link', 'account@example.org'],
  ['confirm-new-address', 'new@example.org'],
  ['new-request', 'library@example.org'],
  ['person-unknown', 'library@example.org'],
])('%s goes to %s', (kind, address) => {
  expect(of(kind)).toBe(address);
  expect(of(kind, nobody)).toBeNull();
});

test.each<MailKind>(['address-corrected', 'library-address-changed'])('%s goes to the former address', (kind) => {
  expect(of(kind, nobody, 'former@example.org')).toBe('former@example.org');
});

test('a request at a library without an address goes to the network', () => {
  expect(of('new-request', { mediatheque: { email: '' } })).toBe('network@example.org');
});
