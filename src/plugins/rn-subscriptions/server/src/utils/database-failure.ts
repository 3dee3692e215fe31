/** The write may not have been stored: the database did not confirm it. `code` is what the database or its driver calls the cause. */
export class NotStoredError extends Error {
  constructor(public readonly code: string) {
    super('not stored');
    this.name = 'NotStoredError';
  }
}

/**
 * Classes of SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) that are about the database and not about
 * what was asked: connection, rolled back, resources, operator intervention, system; and a transaction that may only read.
 */
const SQLSTATES = /^(08|40|53|57|58)...$|^25006$/;
const CODES = /^(SQLITE_(FULL|READONLY|BUSY|IOERR|CANTOPEN)|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)/;
/** What pg and knex throw without a code when a line is cut, and when no connection is to be had. */
const MESSAGES =
  /^Connection (terminated|ended)|^Client has encountered a connection error|^Knex: Timeout acquiring a connection|is not queryable/;

/** Whether an error says that the database cannot be reached or written, rather than that it refuses what was asked. */
export const isDatabaseFailure = (error: unknown): boolean => {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  return SQLSTATES.test(code) || CODES.test(code) || MESSAGES.test(message);
};
