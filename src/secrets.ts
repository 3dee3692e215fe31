const NAMES = ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET'];
const SHORTEST_SECRET = 24;
const LOOKS_LIKE_AN_EXAMPLE = /change[-_ ]?me|tobemodified|example|replace/i;

const problemOf = (value: string | undefined, production: boolean): string | null => {
  if (!value) return 'is missing';
  if (!production) return null;
  if (LOOKS_LIKE_AN_EXAMPLE.test(value)) return 'is an example value';
  return value.length < SHORTEST_SECRET ? `is shorter than ${SHORTEST_SECRET} characters` : null;
};

/**
 * The first thing wrong with the secrets of the environment, as a sentence that says what to mend, or null: each must
 * be there and, in production, be neither an example value nor too short to be random. `APP_KEYS` may hold several,
 * separated by commas.
 */
export const secretProblem = (env: Record<string, string | undefined>): string | null => {
  for (const name of NAMES) {
    for (const value of (env[name] ?? '').split(',')) {
      const problem = problemOf(value.trim(), env.NODE_ENV === 'production');
      if (problem)
        return `${name} ${problem}. Set ${name} to a long random value, for example the output of: openssl rand -base64 32`;
    }
  }
  return null;
};
