import { isIPv4, isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address without leading zeros; Node's URL knows all ways to write one. */
const groupsOf = (address: string): string[] => {
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
};

/** A network that a request comes from, and how many times what one client may do it may do. */
export type Network = { name: string; share: number };

/** Of IPv6: a household or a hired machine has the first, whoever rents more of them the others. */
const PREFIXES = [
  { bits: 64, share: 1 },
  { bits: 56, share: 2 },
  { bits: 48, share: 4 },
];

const prefixOf = (groups: string[], bits: number): string => {
  const kept = groups.slice(0, Math.ceil(bits / 16));
  const rest = kept.length * 16 - bits;
  if (rest > 0) kept[kept.length - 1] = ((parseInt(kept[kept.length - 1], 16) >> rest) << rest).toString(16);
  return `${kept.join(':')}::/${bits}`;
};

/**
 * The networks that a request's address belongs to, the nearest first: an IPv4 address whole; of IPv6 the first 64, 56 and 48 bits.
 * `address` as Koa gives it: a proxy may add a port, a zone or brackets, and a dual-stack socket writes IPv4 as `::ffff:…`. What is
 * no address stands for itself.
 */
export const networksOf = (address: string): Network[] => {
  const bare = address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^\[([^\]]*)\].*$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^([\d.]+):\d+$/, '$1');
  if (isIPv4(bare)) return [{ name: bare, share: 1 }];
  if (!isIPv6(bare)) return [{ name: bare.slice(0, 100), share: 1 }];
  const groups = groupsOf(bare);
  return PREFIXES.map(({ bits, share }) => ({ name: prefixOf(groups, bits), share }));
};

/** The mailbox that an address leads to, as far as all providers agree: what stands behind a `+` is the owner's to choose (RFC 5233). */
export const mailboxOf = (address: string): string => address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
