import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { firstNames, lastNames } = require('../../scripts/demo/names.json');

const HEADS =
  'Aub Bar Bel Ber Bou Bri Car Cha Clé Cor Dam Del Dor Du Fer Fla Fro Gar Gau Gri Hé Jou La Lan Lé Mal Mar Mon Noë Pel Per Poi Qué Ra Ri Rou Sau Ser Tho Vau Ver Vil'.split(
    ' '
  );
const TAILS =
  'ard aud beau ber bert boin chard cier court cot din dot eau ier el elle euil fond gain geon get lain let lier lin loux mard mel mier mont nard neau nier net pin quet rand reau rel ron sard seau sier son tel teau tier tin tot val vel ville zac'.split(
    ' '
  );

/** Numbers from 0 to 1 that depend on `row` and nothing else (mulberry32): the same people on every database, at every size. */
export const randomOf = (row) => {
  let state = Math.imul(row + 1, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const oneOf = (list, random) => list[Math.floor(random() * list.length)];
/** The first of a list more often than the last, as with surnames. */
const favouring = (list, random) => list[Math.floor(random() ** 2 * list.length)];

const madeUp = (random) => favouring(HEADS, random) + oneOf(TAILS, random);

/** A surname of nobody in particular: a common one, one of two thousand, or two of them joined. */
export const lastNameBy = (random) => {
  const kind = random();
  if (kind < 0.3) return favouring(lastNames, random);
  const name = madeUp(random);
  return kind < 0.92 ? name : `${name}-${madeUp(random)}`;
};

export const firstNameBy = (random) =>
  random() < 0.06
    ? `${oneOf(['Marie', 'Jean', 'Anne'], random)}-${oneOf(firstNames, random)}`
    : favouring(firstNames, random);

/** A name of a town that does not exist, another for each number. */
export const cityOf = (number) =>
  `${['Saint', 'Mont', 'Ville', 'Beau', 'Val'][number % 5]}-${HEADS[number % HEADS.length]}${TAILS[Math.floor(number / 5) % TAILS.length]}${number >= 100 ? '-sur-Oise' : ''}`;

/** What `searchTextOf` of the plugin's shared code makes of a person; a test of the seed would be no news, since the search itself is measured on it. */
export const plain = (text) => text.replace(/œ/gi, 'oe').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
