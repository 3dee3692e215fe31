import type { Alarm } from '../../../shared/contracts/admin';

/** What the queue's rows say together; times in milliseconds since 1970, null where there is no such mail. */
export type QueueTimes = {
  /** the last mail that left */
  lastSentAt: number | null;
  /** the last try that the server answered by refusing this application, of the mails that wait */
  lastRefusedAt: number | null;
  /** the oldest of those mails was queued */
  refusedQueuedAt: number | null;
  /** the oldest mail that waits was queued, of those that no receiver's mailbox puts off */
  oldestQueuedAt: number | null;
  /** the oldest of those was queued */
  oldestPutOffAt: number | null;
};

const MINUTE_MS = 60 * 1000;
/** Nothing leaves for this long, though something waits. */
const STANDSTILL_MS = 15 * MINUTE_MS;
const LONG_MS = 60 * MINUTE_MS;
/** A mailbox that puts mails off may do so for a while: senders are told of a delay after four hours, by custom. */
const PUT_OFF_LONG_MS = 4 * 60 * MINUTE_MS;

/** What coordinators have to know at once, or null. It ends by itself: with the next mail that leaves, or the last that waits. */
export const alarmOf = ({
  lastSentAt,
  lastRefusedAt,
  refusedQueuedAt,
  oldestQueuedAt,
  oldestPutOffAt,
  now,
}: QueueTimes & { now: number }): Alarm | null => {
  const since = (time: number) => new Date(time).toISOString();
  if (lastRefusedAt !== null && lastRefusedAt > (lastSentAt ?? 0)) {
    return { kind: 'serverRefuses', since: since(Math.max(lastSentAt ?? 0, refusedQueuedAt ?? 0)) };
  }
  const patience = now - (lastSentAt ?? 0) > STANDSTILL_MS ? STANDSTILL_MS : LONG_MS;
  if (oldestQueuedAt !== null && now - oldestQueuedAt > patience)
    return { kind: 'waitingLong', since: since(oldestQueuedAt) };
  if (oldestPutOffAt !== null && now - oldestPutOffAt > PUT_OFF_LONG_MS)
    return { kind: 'waitingLong', since: since(oldestPutOffAt) };
  return null;
};
