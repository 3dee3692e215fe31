import { ORDERS, PAGE_SIZES, SORTS, type ListQuery } from '../../../shared/contracts/admin';
import { STATUSES } from '../../../shared/registration-state';

/** What the list shows, as its address says it. */
export type ListView = ListQuery & { page: number; pageSize: number };

export const DEFAULT_PAGE_SIZE = 20;
const LONGEST_SEARCH = 200;
const FARTHEST_PAGE = 100_000;
const DOCUMENT_ID = /^[a-z0-9]{24,25}$/;

const oneOf = <Value extends string>(choices: readonly Value[], value: string | null): Value | undefined =>
  choices.find((choice) => choice === value);

/** The view that an address describes. Whatever it says wrongly, by hand or by age, falls back to the default. */
export const readListView = (params: URLSearchParams): ListView => {
  const page = Number(params.get('page'));
  const pageSize = Number(params.get('pageSize'));
  const mediatheque = params.get('mediatheque') ?? '';
  const sort = oneOf(SORTS, params.get('sort'));
  return {
    search: params.get('search')?.trim().slice(0, LONGEST_SEARCH) || undefined,
    status: oneOf(STATUSES, params.get('status')),
    mediatheque: DOCUMENT_ID.test(mediatheque) ? mediatheque : undefined,
    sort: sort === 'waiting' ? undefined : sort,
    order: sort && sort !== 'waiting' ? oneOf(ORDERS, params.get('order')) : undefined,
    page: Number.isInteger(page) && page >= 1 && page <= FARTHEST_PAGE ? page : 1,
    pageSize: (PAGE_SIZES as readonly number[]).includes(pageSize) ? pageSize : DEFAULT_PAGE_SIZE,
  };
};

/** The address of a view: what is default is left out, so that one view has one address. */
export const writeListView = (view: ListView): URLSearchParams => {
  const { page, pageSize, ...filters } = view;
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) if (value) params.set(key, value);
  if (page !== 1) params.set('page', String(page));
  if (pageSize !== DEFAULT_PAGE_SIZE) params.set('pageSize', String(pageSize));
  return params;
};

/** Whether anything but the order and the page narrows the list. */
export const isFiltered = ({ search, status, mediatheque }: ListQuery): boolean => Boolean(search || status || mediatheque);

/** What a click on a column's header asks for: ascending, then descending, then those waiting first again. */
export const nextSort = (view: ListQuery, column: NonNullable<ListQuery['sort']>): Pick<ListQuery, 'sort' | 'order'> => {
  if (view.sort !== column) return { sort: column, order: 'asc' };
  return view.order === 'desc' ? { sort: undefined, order: undefined } : { sort: column, order: 'desc' };
};
