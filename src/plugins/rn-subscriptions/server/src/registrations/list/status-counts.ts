import type { Counts } from '../../../../shared/contracts/admin';

/** What a row of registrations meets that is of a status on the day `:today` (`YYYY-MM-DD`). */
export const STATUS_SQL: Record<keyof Counts, string> = {
  all: 'true',
  pending: `state = 'pending'`,
  refused: `state = 'refused'`,
  validated: `state = 'validated' and expires_on >= :today`,
  expired: `state = 'validated' and expires_on < :today`,
};

type Counted = Record<Exclude<keyof Counts, 'all'>, string | number | null>;
const COUNTED = ['pending', 'refused', 'validated', 'expired'] as const;

/** What a query selects that counts its registrations per status; `counting` is the aggregate that counts one of its rows. */
export const countingSql = (counting: 'count(*)' | 'sum(count)'): string =>
  COUNTED.map((status) => `${counting} filter (where ${STATUS_SQL[status]}) as ${status}`).join(', ');

/** What {@link countingSql} counted, as numbers. */
export const toCounts = (counted: Counted): Counts => {
  const [pending, refused, validated, expired] = COUNTED.map((status) => Number(counted[status]));
  return { all: pending + refused + validated + expired, pending, refused, validated, expired };
};
