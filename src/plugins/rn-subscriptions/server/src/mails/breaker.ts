/** Seconds without a try after a connection that failed, and after each further one. */
const PAUSES = [5, 10, 20, 40, 60];
/** Seconds without a try after the server refused us, not a receiver: somebody has to mend the settings. */
const REFUSED_PAUSE_SECONDS = 300;
const SECOND_MS = 1000;

export type Breaker = { failures: number; pausedUntil: number };

/** The breaker of a server that works. */
export const CLOSED: Breaker = { failures: 0, pausedUntil: 0 };

/** Whether the server is left alone at `now`; an end further off than any pause is left over from a clock that ran ahead. */
export const isPaused = ({ breaker, now }: { breaker: Breaker; now: number }): boolean =>
  now < breaker.pausedUntil && breaker.pausedUntil <= now + REFUSED_PAUSE_SECONDS * SECOND_MS;

/** The breaker after one more fault of the connection, `refused` where the server answered and refused us; times in milliseconds since 1970. */
export const trip = ({ breaker, refused, now }: { breaker: Breaker; refused: boolean; now: number }): Breaker => {
  // What was under way beside the first that failed tells nothing new.
  if (isPaused({ breaker, now }) && !refused) return breaker;
  const failures = breaker.failures + 1;
  const pause = refused ? REFUSED_PAUSE_SECONDS : PAUSES[Math.min(failures, PAUSES.length) - 1];
  return { failures, pausedUntil: now + pause * SECOND_MS };
};

/** How many mails may be tried at `now`: none during a pause, one to probe after it, else `most`. */
export const allowance = ({ breaker, most, now }: { breaker: Breaker; most: number; now: number }): number => {
  if (isPaused({ breaker, now })) return 0;
  return breaker.failures > 0 ? 1 : most;
};
