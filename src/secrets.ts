type Env = { (name: string): string | undefined; array: (name: string) => string[] | undefined };

const SHORTEST_SECRET = 24;
const LOOKS_LIKE_AN_EXAMPLE = /change[-_ ]?me|tobemodified|example|replace/i;

const mend = (name: string, problem: string) =>
  new Error(`${name} ${problem}. Set ${name} to a long random value, for example the output of: openssl rand -base64 32`);

const check = (name: string, value: string | undefined): string => {
  if (!value) throw mend(name, 'is missing');
  if (process.env.NODE_ENV === 'production') {
    if (LOOKS_LIKE_AN_EXAMPLE.test(value)) throw mend(name, 'is an example value');
    if (value.length < SHORTEST_SECRET) throw mend(name, `is shorter than ${SHORTEST_SECRET} characters`);
  }
  return value;
};

/**
 * A secret of the environment, by name. Throws, and so stops the boot, where it is missing; in production
 * also where it is an example value or too short to be random.
 */
export const secret = (env: Env, name: string): string => check(name, env(name));

/** `APP_KEYS`, a comma-separated list of secrets, each checked like {@link secret}. */
export const appKeys = (env: Env): string[] => {
  const keys = env.array('APP_KEYS') ?? [];
  return (keys.length > 0 ? keys : [undefined]).map((key) => check('APP_KEYS', key));
};
