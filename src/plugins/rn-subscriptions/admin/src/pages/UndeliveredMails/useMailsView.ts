import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { readMailsView, type MailsView } from './mails-view';
import { searchOf, writeView } from '../../utils/page-view';

/**
 * What the list of undelivered mails shows, read from the address and written to it. `address` is the one proper address
 * of what is shown: where it differs from the browser's, somebody typed something else.
 */
export const useMailsView = () => {
  const { search } = useLocation();
  const navigate = useNavigate();
  const view = useMemo(() => readMailsView(new URLSearchParams(search)), [search]);
  const address = searchOf(writeView(view));
  return {
    view,
    address,
    isProper: address === searchOf(new URLSearchParams(search)),
    /** The address of the view with a change; back to the first page unless the change says which. */
    addressWith: (part: Partial<MailsView>) => ({ search: searchOf(writeView({ ...view, page: 1, ...part })) }),
    change: (part: Partial<MailsView>) => navigate({ search: searchOf(writeView({ ...view, page: 1, ...part })) }),
  };
};
