import { mailboxOf, networksOf } from './client';

const nearest = (address: string) => networksOf(address)[0].name;

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:51234', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['', ''],
])('%p is counted as %p', (address, network) => expect(nearest(address)).toBe(network));

test('wider networks are counted, too, and may ask for more', () => {
  expect(networksOf('2001:db8:1:12ff::9')).toEqual([
    { name: '2001:db8:1:12ff::/64', share: 1 },
    { name: '2001:db8:1:1200::/56', share: 2 },
    { name: '2001:db8:1::/48', share: 4 },
  ]);
  expect(networksOf('192.0.2.7')).toEqual([{ name: '192.0.2.7', share: 1 }]);
});

test.each([
  ['helene+1@example.com', 'helene@example.com'],
  ['Helene+a+b@Example.com', 'helene@example.com'],
  ['helene@example.com', 'helene@example.com'],
])('%p leads to the mailbox %p', (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));
