import { PAGE_SIZES } from '../../../shared/contracts/admin';

/** Which page of a list is shown, and how many rows of it. */
export type PageView = { page: number; pageSize: number };

export const DEFAULT_PAGE_SIZE = 20;
const FARTHEST_PAGE = 100_000;

/** The choice that an address names, if it is one. */
export const oneOf = <Value extends string>(choices: readonly Value[], value: string | null): Value | undefined =>
  choices.find((choice) => choice === value);

/** The page that an address names; what it says wrongly falls back to the default. */
export const readPage = (params: URLSearchParams): PageView => {
  const page = Number(params.get('page'));
  const pageSize = Number(params.get('pageSize'));
  return {
    page: Number.isInteger(page) && page >= 1 && page <= FARTHEST_PAGE ? page : 1,
    pageSize: (PAGE_SIZES as readonly number[]).includes(pageSize) ? pageSize : DEFAULT_PAGE_SIZE,
  };
};

/** The address of a view: what is default or empty is left out, so that one view has one address. */
export const writeView = ({
  page,
  pageSize,
  ...filters
}: PageView & Record<string, string | number | undefined>): URLSearchParams => {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) if (value) params.set(key, String(value));
  if (page !== 1) params.set('page', String(page));
  if (pageSize !== DEFAULT_PAGE_SIZE) params.set('pageSize', String(pageSize));
  return params;
};

/** A view's address as the browser shows it after the path. */
export const searchOf = (params: URLSearchParams): string => {
  const search = params.toString();
  return search ? `?${search}` : '';
};
