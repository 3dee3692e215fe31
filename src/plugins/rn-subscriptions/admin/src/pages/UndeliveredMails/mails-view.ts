import { UNDELIVERED_STATES, type UndeliveredState } from '../../../../shared/contracts/admin';
import { oneOf, readPage, type PageView } from '../../utils/page-view';

/** What the list of undelivered mails shows, as its address says it. */
export type MailsView = PageView & { state?: UndeliveredState };

/** The view that an address describes. Whatever it says wrongly falls back to the default. */
export const readMailsView = (params: URLSearchParams): MailsView => ({
  state: oneOf(UNDELIVERED_STATES, params.get('state')),
  ...readPage(params),
});
