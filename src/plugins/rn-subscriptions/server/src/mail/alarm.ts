import type { Alarm } from '../../../shared/contracts/admin';

/** What the queue's rows say together; times in milliseconds since 1970, null where there is no such mail. */
export type QueueTimes = {
  /** the last mail that left */
  lastSentAt: number | null;
  /** the last try that the server answered by refusing this application, of the mails that wait */
  lastRefusedAt: number | null;
  /** the oldest of those mails was queued */
  refusedQueuedAt: number | null;
  /** the oldest mail that waits was queued */
  oldestQueuedAt: number | null;
};

const HOUR = 60 * 60 * 1000;

/** What coordinators have to know at once, or null. It ends by itself: with the next mail that leaves, or the last that waits. */
export const alarmOf = ({ lastSentAt, lastRefusedAt, refusedQueuedAt, oldestQueuedAt, now }: QueueTimes & { now: number }): Alarm | null => {
  const since = (time: number) => new Date(time).toISOString();
  if (lastRefusedAt !== null && lastRefusedAt > (lastSentAt ?? 0)) {
    return { kind: 'serverRefuses', since: since(Math.max(lastSentAt ?? 0, refusedQueuedAt ?? 0)) };
  }
  if (oldestQueuedAt !== null && now - oldestQueuedAt > HOUR) return { kind: 'waitingLong', since: since(oldestQueuedAt) };
  return null;
};
