/** Minutes between the tries of one mail; then once an hour, for five days. */
const PAUSES = [1, 2, 5, 10, 30, 60];
const MINUTE = 60_000;
const LONGEST_LIFE_ATTEMPTS = PAUSES.length + 5 * 24;

type SmtpError = { responseCode?: number; code?: string; command?: string };

/** Thrown where a mail can never be sent as it is. `code` says why, without anybody's address. */
export class UndeliverableError extends Error {
  constructor(public readonly code: string) {
    super(code);
  }
}

/** What failed, in codes of SMTP and of the connection: without the server's sentence, which repeats addresses. */
export const errorCodeOf = (error: unknown): string => {
  const { responseCode, code, command } = (error ?? {}) as SmtpError;
  return [code, command?.split(' ')[0], responseCode].filter(Boolean).join(' ').slice(0, 100) || 'UNKNOWN';
};

/** A 5xx answer is final where it is about this receiver or this message (RFC 5321, 4.2.1), not about our sign-in. */
const isFinal = (error: unknown): boolean => {
  const { responseCode, command } = (error ?? {}) as SmtpError;
  const aboutThisMail = ['RCPT TO', 'DATA', 'API'].some((verb) => command?.startsWith(verb));
  return error instanceof UndeliverableError || (aboutThisMail && responseCode !== undefined && responseCode >= 500);
};

/** What follows from a failed send: given up, or tried again at `nextAttemptAt` (milliseconds since 1970). */
export const afterFailure = (input: { error: unknown; attempts: number; now: number }) => {
  const { error, attempts, now } = input;
  const errorCode = errorCodeOf(error);
  if (isFinal(error) || attempts >= LONGEST_LIFE_ATTEMPTS) return { state: 'failed' as const, errorCode };
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1];
  return { state: 'waiting' as const, errorCode, attempts, nextAttemptAt: now + pause * MINUTE };
};
