export type MadeAccount = { username: string; email: string; createdAt: string | Date };

/** How far apart the two rows of one sign-up can have been made, in milliseconds: it may have waited for a lock. */
const MOST_APART_MS = 10_000;

const timeOf = (at: string | Date) => new Date(at).getTime();

/**
 * Whether a sign-up made the account along with this registration: in one transaction, and so at one time; with the address as its
 * name. An account of the site's is older, or was there when its owner registered.
 */
export const wasMadeBy = (registration: { createdAt: string | Date }, account: MadeAccount): boolean =>
  account.username === account.email &&
  Math.abs(timeOf(registration.createdAt) - timeOf(account.createdAt)) <= MOST_APART_MS;
