import { ORDERS, SORTS, type ListQuery } from '../../../shared/contracts/admin';
import { STATUSES } from '../../../shared/registration-state';
import { oneOf, readPage, type PageView } from './page-view';

/** What the list shows, as its address says it. */
export type ListView = ListQuery & PageView;

const LONGEST_SEARCH = 200;
const DOCUMENT_ID = /^[a-z0-9]{24,25}$/;

/** The view that an address describes. Whatever it says wrongly, by hand or by age, falls back to the default. */
export const readListView = (params: URLSearchParams): ListView => {
  const mediatheque = params.get('mediatheque') ?? '';
  const sort = oneOf(SORTS, params.get('sort'));
  return {
    search: params.get('search')?.trim().slice(0, LONGEST_SEARCH) || undefined,
    status: oneOf(STATUSES, params.get('status')),
    mediatheque: DOCUMENT_ID.test(mediatheque) ? mediatheque : undefined,
    sort: sort === 'waiting' ? undefined : sort,
    order: sort && sort !== 'waiting' ? oneOf(ORDERS, params.get('order')) : undefined,
    ...readPage(params),
  };
};

/** Whether anything but the order and the page narrows the list. */
export const isFiltered = ({ search, status, mediatheque }: ListQuery): boolean =>
  Boolean(search || status || mediatheque);

/** What a click on a column's header asks for: ascending, then descending, then those waiting first again. */
export const nextSort = (
  view: ListQuery,
  column: NonNullable<ListQuery['sort']>
): Pick<ListQuery, 'sort' | 'order'> => {
  if (view.sort !== column) return { sort: column, order: 'asc' };
  return view.order === 'desc' ? { sort: undefined, order: undefined } : { sort: column, order: 'desc' };
};
