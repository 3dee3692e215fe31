import { isIPv4, isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address without leading zeros; Node's URL knows all ways to write one. */
const groupsOf = (address: string): string[] => {
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
};

/**
 * Whom a request's network address stands for: an IPv4 address whole; of IPv6 the first 64 bits, since a household or a
 * hired machine has all addresses that begin with them. `address` as Koa gives it: a proxy may add a port, a zone or
 * brackets, and a dual-stack socket writes IPv4 as `::ffff:…`. What is no address stands for itself.
 */
export const clientOf = (address: string): string => {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[([^\]]*)\].*$/, '$1').replace(/%.*$/, '').replace(/^([\d.]+):\d+$/, '$1');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return bare.slice(0, 100);
  return `${groupsOf(bare).slice(0, 4).join(':')}::/64`;
};
