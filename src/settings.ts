type Environment = Record<string, string | undefined>;

/** What the application reads, besides its secrets. */
const OURS =
  /^(?:HOST|PORT|APP_KEYS|JWT_SECRET|ENCRYPTION_KEY|STATE_FOLDER|TIME_ZONE|ERASURE_LEDGER|MINOR_AGE|HEALTH_TOKEN|REMOTE_TRANSFER|MCP)$|^(?:PUBLIC|ADMIN|WEBSITE|API|TRANSFER|DATABASE|SMTP|NETWORK|PROXY|RETENTION|REQUESTS|HOLD|SUBSCRIPTION|SIGN|MAILS|MOVES)_/;
const IN_QUOTES = /^(["']).*\1$/s;
/** Domains that belong to nobody (RFC 2606). */
const EXAMPLE = /(?:[@/.]|^)example\.(?:com|net|org)(?=$|[\s/:>])|\.(?:example|invalid|test)(?=$|[\s/:>])/i;

const WHAT_FOR: Record<string, string> = {
  PUBLIC_URL: 'the address that people type',
  SMTP_FROM: 'the address that your mail server lets you send from',
};

const problemOfAddress = (name: string, value: string | undefined): string | null => {
  if (!value) return `${name} is missing. Set ${name} to ${WHAT_FOR[name]}.`;
  return EXAMPLE.test(value) ? `${name} is an example value (${value}). Set ${name} to ${WHAT_FOR[name]}.` : null;
};

const problemOfProxies = ({ PUBLIC_URL = '', PROXY_COUNT = '0' }: Environment): string | null => {
  if (!/^\d*$/.test(PROXY_COUNT))
    return `PROXY_COUNT is no number (${PROXY_COUNT}). Set PROXY_COUNT to how many reverse proxies of yours stand in front.`;
  if (!/^https:/i.test(PUBLIC_URL) || Number(PROXY_COUNT) > 0) return null;
  return 'PUBLIC_URL is https and PROXY_COUNT is 0: behind a proxy that nobody counts, all people are one client, and cookies are not kept to HTTPS. Set PROXY_COUNT to how many reverse proxies of yours stand in front, 1 for one.';
};

/**
 * The first thing wrong with the settings of a production server, as a sentence that says what to mend, or null: values that
 * are still those of `.env.example`, or keep the quotes of an `.env`, which `docker --env-file` takes for a part of them.
 */
export const settingProblem = (env: Environment): string | null => {
  if (env.NODE_ENV !== 'production') return null;
  const quoted = Object.keys(env).find((name) => OURS.test(name) && IN_QUOTES.test(env[name]!));
  if (quoted)
    return `${quoted} begins and ends with a quotation mark, as docker --env-file leaves it. Write the value of ${quoted} without quotation marks.`;
  return (
    problemOfAddress('PUBLIC_URL', env.PUBLIC_URL) ??
    problemOfAddress('SMTP_FROM', env.SMTP_FROM) ??
    problemOfProxies(env)
  );
};
