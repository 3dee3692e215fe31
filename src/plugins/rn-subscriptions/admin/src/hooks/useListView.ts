import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { readListView, type ListView } from '../utils/list-view';
import { searchOf, writeView } from '../utils/page-view';

const PATRON = 'patron';

/** The list's address with, maybe, a window over it. */
const addressOf = (view: ListView, patron: string | null) => {
  const params = writeView(view);
  if (patron) params.set(PATRON, patron);
  return searchOf(params);
};

/**
 * What the list shows and which patron's window is open, both read from the address and written to it. `address` is
 * the one proper address of what is shown: where it differs from the browser's, somebody typed something else.
 */
export const useListView = () => {
  const location = useLocation();
  const navigate = useNavigate();

  const { view, patron } = useMemo(() => {
    const params = new URLSearchParams(location.search);
    return { view: readListView(params), patron: params.get(PATRON) };
  }, [location.search]);

  /** The address of the view with a change; back to the first page unless the change says which. */
  const addressWith = useCallback(
    (part: Partial<ListView>) => ({ search: addressOf({ ...view, page: 1, ...part }, patron) }),
    [view, patron]
  );

  const change = useCallback(
    (part: Partial<ListView>, { replace = false } = {}) => navigate(addressWith(part), { replace }),
    [navigate, addressWith]
  );

  /** The address of a patron's window over this list. */
  const patronAddress = useCallback((documentId: string) => ({ search: addressOf(view, documentId) }), [view]);

  /** Closes the window: back to where it was opened, or, if a link led straight to it, to the list under it. */
  const closePatron = useCallback(() => {
    if (location.state?.openedFromList) navigate(-1);
    else navigate({ search: addressOf(view, null) }, { replace: true });
  }, [location.state, navigate, view]);

  const address = addressOf(view, patron);
  const isProper = address === searchOf(new URLSearchParams(location.search));
  return { view, patron, change, addressWith, patronAddress, closePatron, address, isProper };
};

export type ListAddress = ReturnType<typeof useListView>;

/** State of a history entry that says closing the window may go back. */
export const OPENED_FROM_LIST = { openedFromList: true };
