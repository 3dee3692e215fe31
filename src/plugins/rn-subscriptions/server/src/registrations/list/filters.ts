import type { ListQuery } from '../../../../shared/contracts/admin';
import { searchWords } from '../../../../shared/search-text';

export type Condition = Record<string, unknown>;

/** The search and the library of a list as conditions; every searched word must be found. */
export const filtersOf = ({ search, mediatheque }: ListQuery): Condition[] => [
  ...(mediatheque ? [{ mediatheque }] : []),
  ...searchWords(search ?? '').map((word) => ({ searchText: { $contains: word } })),
];

/** Whether the counters know how many a list holds: the library, the status and the order are theirs, and nothing else is. */
export const isCounted = ({ search, mediatheque, status, sort, order, ...others }: ListQuery): boolean =>
  searchWords(search ?? '').length === 0 && Object.values(others).every((value) => value === undefined);
