import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { firstNames, lastNames } = require('./names.json');

const ACCOUNTS = 260;
/** Of a hundred registrations. */
const SHARES = [
  ['pending', 10],
  ['expired', 15],
  ['refused', 6],
  ['validated', 69],
];
/** How many patrons a library has, compared with the others; the order is that of mediatheques.json. */
const SIZES = [26, 14, 10, 7, 5, 16, 3, 6, 8, 2, 4];
const FAMILY_SHARE = 0.13;
/** Of those who ask for the first time, who have not confirmed their address yet. */
const UNCONFIRMED_SHARE = 0.3;

/** The same numbers at each start (mulberry32), so that two demos show the same people. */
const randomNumbers = (state) => () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const random = randomNumbers(60);
const upTo = (most) => Math.floor(random() * (most + 1));
const oneOf = (list) => list[upTo(list.length - 1)];
const weighted = (weights) => {
  let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return weights.findIndex((weight) => (rest -= weight) < 0);
};

const inAddress = (name) =>
  name
    .replace(/œ/g, 'oe')
    .normalize('NFD')
    .replace(/[^a-z -]/gi, '')
    .replace(/ /g, '-')
    .toLowerCase();

const birthDate = (isChild) => {
  const year = new Date().getUTCFullYear() - (isChild ? 6 + upTo(10) : 19 + upTo(68));
  return [year, 1 + upTo(11), 1 + upTo(27)].map((part) => String(part).padStart(2, '0')).join('-');
};

/** Days are counted back from today; the length of a subscription decides how long ago one that is valid may have begun. */
const dates = (status, months) => {
  if (status === 'pending') return { registeredAgo: Math.floor(random() ** 2 * 20) };
  if (status === 'refused') return { registeredAgo: 3 + upTo(200) };
  const validAgo = 1 + upTo(Math.floor(months * 30.4) - 3);
  return { validAgo, registeredAgo: Math.max(0, validAgo - upTo(20)) };
};

const person = (lastName, mediatheque, isChild) => {
  const status = SHARES[weighted(SHARES.map(([, share]) => share))][0];
  return {
    lastName,
    firstName: oneOf(firstNames),
    birthDate: birthDate(isChild),
    cardNumber: random() < 0.6 ? String(20_000_000 + upTo(9_999_999)) : null,
    mediatheque: mediatheque.code,
    status,
    ...dates(status, mediatheque.subscriptionMonths ?? 12),
  };
};

/** Made-up accounts of patrons, `{ email, people, confirmed }`, most with one person, some with a family. */
export const makeAccounts = (mediatheques) => {
  const taken = new Set();
  return Array.from({ length: ACCOUNTS }, () => {
    const lastName = oneOf(lastNames);
    const mediatheque = mediatheques[weighted(SIZES)];
    const children = random() < FAMILY_SHARE ? 1 + upTo(2) : 0;
    const people = [false, ...Array(children).fill(true)].map((isChild) => person(lastName, mediatheque, isChild));
    const name = `${inAddress(people[0].firstName)}.${inAddress(lastName)}`;
    const address = taken.has(name) ? `${name}${taken.size}` : name;
    taken.add(name);
    const isNew = people.every(({ status }) => status === 'pending');
    return { email: `${address}@example.com`, people, confirmed: !isNew || random() >= UNCONFIRMED_SHARE };
  });
};
