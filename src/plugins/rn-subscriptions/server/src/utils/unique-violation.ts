/** unique_violation of PostgreSQL and its SQLite counterpart */
const CODES = ['23505', 'SQLITE_CONSTRAINT_UNIQUE'];

/** Whether a write failed because another row holds the same value of a unique column. */
export const isUniqueViolation = (error: unknown): boolean =>
  CODES.includes((error as { code?: string } | null)?.code ?? '');
