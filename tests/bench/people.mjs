import { firstNameBy, lastNameBy, plain, randomOf } from './names.mjs';

const DAY = 86_400_000;

/** Found by `RARE.search`: as many in the network at every size, and one in twenty of them in the largest library. */
export const RARE = { lastName: 'Wœlfling', search: 'œlflin', count: 400 };
/** Part of a common name: found in proportion to the size. */
export const COMMON = { search: 'chev' };

/** How many of the registrations each library has, the largest first: it has 5 %, the smallest some sixty times fewer. */
const sharesOf = (libraries) => {
  const weights = Array.from({ length: libraries - 1 }, (_, index) => 1 / (index + 6));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return [0.05, ...weights.map((weight) => (0.95 * weight) / sum)];
};

const cumulated = (shares) => {
  let sum = 0;
  return shares.map((share) => (sum += share));
};

/** A text of 24 signs like those of Strapi, another for each number. */
export const documentIdOf = (kind, row) =>
  `${kind}${row.toString(36).padStart(7, '0')}${'benchbenchbenchbench'}`.slice(0, 24);

/**
 * Makes the made-up people of a bench of `size` registrations in `mediatheques` (documentIds, the largest first) as of
 * `today` (`YYYY-MM-DD`): a function of the row's number, from 0. 8 % wait, 7 % are refused, 85 % validated, a quarter of
 * them expired by now; none of them is due for erasure, nor for its announcement.
 */
export const peopleOf = ({ size, mediatheques, today }) => {
  const limits = cumulated(sharesOf(mediatheques.length));
  const day = (ago) => new Date(Date.parse(today) - ago * DAY).toISOString().slice(0, 10);
  const yearAfter = (date) => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`.replace('02-29', '02-28');
  const rareEvery = Math.floor(size / RARE.count);

  return (row) => {
    const random = randomOf(row);
    const isRare = row % rareEvery === 0 && row / rareEvery < RARE.count;
    const upTo = (most) => Math.floor(random() * most);
    // The rare ones in turn, so that the same number of them is in each library.
    const place = isRare ? (row / rareEvery + 0.5) / RARE.count : random();
    const mediatheque = mediatheques[limits.findIndex((limit) => place < limit)] ?? mediatheques[0];
    const lastName = isRare ? RARE.lastName : lastNameBy(random);
    const firstName = firstNameBy(random);
    const email = `${plain(firstName)}.${plain(lastName).replace(/[^a-z-]/g, '')}${row}@example.com`;
    const cardNumber = random() < 0.6 ? String(20_000_000 + upTo(9_999_999)) : null;
    const kind = random();
    const person = {
      lastName,
      firstName,
      email,
      cardNumber,
      searchText: plain(`${lastName} ${firstName} ${email} ${cardNumber ?? ''}`).trim(),
      // Adults: of a minor more is asked.
      birthDate: `${1940 + upTo(66)}-${String(1 + upTo(12)).padStart(2, '0')}-${String(1 + upTo(28)).padStart(2, '0')}`,
      mediatheque,
      confirmed: true,
      validFrom: null,
      expiresOn: null,
      decidedOn: null,
    };
    if (kind < 0.08) {
      const ago = upTo(60);
      return { ...person, state: 'pending', registeredOn: day(ago), confirmed: ago >= 30 || random() > 0.3 };
    }
    if (kind < 0.15) {
      const ago = upTo(100);
      return { ...person, state: 'refused', registeredOn: day(ago + upTo(20)), decidedOn: day(ago) };
    }
    const ago = random() < 0.25 ? 370 + upTo(280) : upTo(360);
    return {
      ...person,
      state: 'validated',
      registeredOn: day(ago + upTo(20)),
      validFrom: day(ago),
      expiresOn: yearAfter(day(ago)),
      decidedOn: day(ago),
    };
  };
};
