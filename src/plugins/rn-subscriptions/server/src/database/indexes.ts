import { UIDS } from '../uids';

/** An index that the plugin makes itself, while the table is in use (see ensure-indexes.ts). Columns, and the rows it holds if not all, are named as in the database. */
export type OwnIndex = {
  name: string;
  uid: string;
  columns: string[];
  type?: 'unique';
  where?: string;
  only?: 'postgres';
};

/** Columns that are searched and sorted by code point, so that every database gives one order, whatever its collation. */
export const BY_CODE_POINT = ['search_text'];

const { registration: uid, outboxMail, account } = UIDS;

/** What finds registrations whose history does not know their state; a query has to say it in these words to be answered by its index. */
export const UNRECORDED = 'recorded_state is distinct from state or recorded_valid_from is distinct from valid_from';

/**
 * What the lists of registrations are read by: each holds the columns of a condition, then that of an order, then the id
 * that settles ties, so that a page is the beginning of an index and never sorted, and a far page is counted off in the
 * index alone. Once for a library, once for the whole network. `expires_on` at the end tells the valid from the expired there.
 */
export const INDEXES: OwnIndex[] = [
  { name: 'rn_registrations_by_request', uid, columns: ['mediatheque', 'state', 'registered_on', 'id', 'expires_on'] },
  { name: 'rn_registrations_by_expiry', uid, columns: ['mediatheque', 'state', 'expires_on', 'id'] },
  { name: 'rn_registrations_by_day', uid, columns: ['mediatheque', 'registered_on', 'id'] },
  { name: 'rn_registrations_by_name', uid, columns: ['mediatheque', 'search_text', 'id'] },
  { name: 'rn_registrations_network_by_request', uid, columns: ['state', 'registered_on', 'id', 'expires_on'] },
  { name: 'rn_registrations_network_by_expiry', uid, columns: ['state', 'expires_on', 'id'] },
  { name: 'rn_registrations_network_by_day', uid, columns: ['registered_on', 'id'] },
  { name: 'rn_registrations_network_by_name', uid, columns: ['search_text', 'id'] },
  // What was sent last (asked every minute by every coordinator's page), and what was sent long ago.
  { name: 'rn_outbox_mails_tried', uid: outboxMail, columns: ['state', 'tried_at'] },
  { name: 'rn_outbox_mails_sent', uid: outboxMail, columns: ['state', 'sent_at'] },
  // None, as long as nobody writes past the hooks (see registrations/completion.ts).
  { name: 'rn_registrations_unrecorded', uid, columns: ['state', 'id'], where: UNRECORDED },
  // Two sign-ups at once make one account, also in a host's project whose own accounts may share an address.
  {
    name: 'rn_accounts_made_email',
    uid: account,
    columns: ['email'],
    type: 'unique',
    where: 'made_by_subscriptions is true',
    // SQLite has one writer. And where the plugin is gone, Strapi takes the column out by writing the table anew, which this would keep it from.
    only: 'postgres',
  },
  // The few whose request is erased if it stays so, the oldest first.
  {
    name: 'rn_accounts_unconfirmed_since',
    uid: account,
    columns: ['created_at', 'id'],
    where: 'confirmed is not true',
  },
];

/** Those of {@link INDEXES} that a database of this kind (`sqlite`, `postgres`) has. */
export const indexesOf = (client: string): OwnIndex[] => INDEXES.filter(({ only }) => !only || only === client);

/**
 * Finds parts of words, on PostgreSQL where its two extensions may be created: the library is part of it, so that a
 * librarian's search reads her own patrons only. Without it a search reads an index of names from end to end, with the same answers.
 */
export const TRIGRAMS = {
  name: 'rn_registrations_trigrams',
  uid,
  extensions: ['pg_trgm', 'btree_gin'],
  /** Of the schema that `pg_trgm` is in, which no session has to look into otherwise. */
  definition: (schema: string) => `using gin (mediatheque, search_text "${schema}".gin_trgm_ops)`,
};

/** Of earlier versions. */
export const RETIRED = [
  'rn_registrations_list',
  'rn_registrations_expiry',
  'rn_registrations_network',
  'rn_registrations_search',
  'rn_accounts_unconfirmed',
];
