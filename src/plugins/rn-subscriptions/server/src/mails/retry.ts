/** Minutes between the tries of one mail; then once an hour, for five days. */
const PAUSES = [1, 2, 5, 10, 30, 60];
const MINUTE_MS = 60_000;
const LONGEST_LIFE_ATTEMPTS = PAUSES.length + 5 * 24;
/** Tries of mails that failed together spread over this share of their pause. */
const JITTER = 0.1;
/** The longest time between two tries, in milliseconds. */
export const LONGEST_PAUSE = Math.max(...PAUSES) * MINUTE_MS * (1 + JITTER);

type SmtpError = {
  responseCode?: number;
  code?: string;
  originalCode?: string;
  command?: string;
  message?: string;
  timeoutType?: string;
};

/** Begins the code of a mail that waits because the server refuses this application, whatever the mail. */
const REFUSED = 'REFUSED ';

/** Whether this code says that the server refuses this application. As a pattern of SQL's LIKE: {@link REFUSED_PATTERN}. */
export const isRefusal = (errorCode: string): boolean => errorCode.startsWith(REFUSED);
export const REFUSED_PATTERN = `${REFUSED}%`;

/** Thrown where a mail can never be sent as it is. `code` says why, without anybody's address. */
export class UndeliverableError extends Error {
  constructor(public readonly code: string) {
    super(code);
  }
}

/** Thrown where the host stops a mail: it does not leave, and nobody has to see to it. */
export class StoppedByHostError extends Error {
  readonly code = 'STOPPED_BY_HOST';
}

/** Of a send that was given up: it had begun, and its server had not said in time what became of it. */
export const TOO_SLOW = { code: 'ETIMEDOUT', command: 'SLOW', timeoutType: 'SOCKET_TIMEOUT' } as const;

/** What went wrong with a mail, in a code that names nobody: an SMTP answer itself repeats the address it refuses. */
export const errorCodeOf = (error: unknown): string => {
  const { responseCode, code, command } = (error ?? {}) as SmtpError;
  const text = [code, command?.split(' ')[0], responseCode].filter(Boolean).join(' ');
  return text.slice(0, 100) || 'UNKNOWN';
};

/** An answer about this receiver or this message (RFC 5321, section 4.2.1), not about our connection or sign-in. */
const isAboutThisMail = ({ command, code }: SmtpError): boolean =>
  code !== 'EAUTH' && ['RCPT TO', 'DATA', 'API'].some((verb) => command?.startsWith(verb));

/** Whether the server could not be reached, or refused us before it came to the mail: it would fare no better with another. */
const isAboutTheServer = (error: SmtpError): boolean => {
  const beforeTheMail = ['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL FROM'].some((verb) =>
    error.command?.startsWith(verb)
  );
  return beforeTheMail || ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH'].includes(error.code ?? '');
};

/**
 * Whether a server that had greeted us was lost on the way. It may have taken the mail and kept the answer to itself, and it
 * may be this mail that ends it: unlike a connection that never came up, this counts as a try.
 */
const isLostOnTheWay = ({ responseCode, timeoutType, originalCode, message }: SmtpError): boolean =>
  !responseCode &&
  (timeoutType === 'SOCKET_TIMEOUT' ||
    ['ECONNRESET', 'EPIPE'].includes(originalCode ?? '') ||
    message === 'Connection closed unexpectedly');

/** What follows from a failed try; `pause` is the time until the next, in milliseconds. */
export type Failure =
  | { state: 'failed' | 'dismissed'; errorCode: string }
  | { state: 'waiting'; errorCode: string; attempts: number; pause: number }
  /** no fault of the mail: it stays due, and has lost no try */
  | { state: 'away'; errorCode: string; refused: boolean };

/**
 * What follows from a failed try of a mail that had `attempts` before. `random` (0 to 1) spreads the tries of mails that
 * failed together.
 */
export const afterFailure = (input: { error: unknown; attempts: number; random: number }): Failure => {
  const { error, random } = input;
  const smtp = (error ?? {}) as SmtpError;
  const errorCode = errorCodeOf(error);
  const attempts = input.attempts + 1;
  if (error instanceof StoppedByHostError) return { state: 'dismissed', errorCode };
  if (error instanceof UndeliverableError) return { state: 'failed', errorCode };
  if (!isAboutThisMail(smtp) && isAboutTheServer(smtp) && !isLostOnTheWay(smtp)) {
    const refused = (smtp.responseCode ?? 0) >= 500;
    return { state: 'away', errorCode: refused ? `${REFUSED}${errorCode}` : errorCode, refused };
  }
  const isFinal = isAboutThisMail(smtp) && (smtp.responseCode ?? 0) >= 500;
  if (isFinal || attempts >= LONGEST_LIFE_ATTEMPTS) return { state: 'failed', errorCode };
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] * MINUTE_MS;
  return { state: 'waiting', errorCode, attempts, pause: Math.round(pause * (1 + JITTER * random)) };
};
