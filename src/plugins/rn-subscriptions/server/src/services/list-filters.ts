import type { ListQuery } from '../../../shared/contracts/admin';
import type { Status } from '../../../shared/registration-state';
import { searchWords } from '../../../shared/search-text';

export type Condition = Record<string, unknown>;

/** The condition of a query that matches what `statusOn` calls by this name on `today` (`YYYY-MM-DD`). */
export const statusFilter = (status: Status, today: string): Condition => {
  if (status === 'validated') return { state: 'validated', expiresOn: { $gte: today } };
  if (status === 'expired') return { state: 'validated', expiresOn: { $lt: today } };
  return { state: status };
};

/** The search and the library of a list as conditions; every searched word must be found. */
export const filtersOf = ({ search, mediatheque }: ListQuery): Condition[] => [
  ...(mediatheque ? [{ mediatheque }] : []),
  ...searchWords(search ?? '').map((word) => ({ searchText: { $contains: word } })),
];
