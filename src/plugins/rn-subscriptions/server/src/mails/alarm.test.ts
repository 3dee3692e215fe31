import { alarmOf, type QueueTimes } from './alarm';

const now = Date.UTC(2026, 10, 24, 12);
const minutesAgo = (minutes: number) => now - minutes * 60_000;
const iso = (minutes: number) => new Date(minutesAgo(minutes)).toISOString();
const QUIET: QueueTimes = {
  lastSentAt: minutesAgo(1),
  lastRefusedAt: null,
  refusedQueuedAt: null,
  oldestQueuedAt: null,
  oldestPutOffAt: null,
};
const alarm = (times: Partial<QueueTimes>) => alarmOf({ ...QUIET, ...times, now });

test('there is none while mails leave', () => {
  expect(alarm({})).toBeNull();
  expect(alarm({ oldestQueuedAt: minutesAgo(60) })).toBeNull();
});

test('a server that refuses us raises it, since the last mail that left', () => {
  const refused = { lastRefusedAt: minutesAgo(2), refusedQueuedAt: minutesAgo(40), oldestQueuedAt: minutesAgo(40) };
  expect(alarm({ ...refused, lastSentAt: minutesAgo(30) })).toEqual({ kind: 'serverRefuses', since: iso(30) });
  expect(alarm({ ...refused, lastSentAt: minutesAgo(50) })).toEqual({ kind: 'serverRefuses', since: iso(40) });
  expect(alarm({ ...refused, lastSentAt: null })).toEqual({ kind: 'serverRefuses', since: iso(40) });
});

test('it ends with the next mail that leaves, though others have not been tried again yet', () => {
  expect(
    alarm({
      lastRefusedAt: minutesAgo(5),
      refusedQueuedAt: minutesAgo(40),
      oldestQueuedAt: minutesAgo(40),
      lastSentAt: minutesAgo(4),
    })
  ).toBeNull();
});

test('a mail that has waited for more than an hour raises it, whatever else leaves', () => {
  expect(alarm({ oldestQueuedAt: minutesAgo(61) })).toEqual({ kind: 'waitingLong', since: iso(61) });
});

test('a quarter of an hour in which nothing leaves raises it, if something waits', () => {
  expect(alarm({ oldestQueuedAt: minutesAgo(16), lastSentAt: minutesAgo(16) })).toEqual({
    kind: 'waitingLong',
    since: iso(16),
  });
  expect(alarm({ oldestQueuedAt: minutesAgo(16), lastSentAt: null })).toEqual({ kind: 'waitingLong', since: iso(16) });
  expect(alarm({ oldestQueuedAt: minutesAgo(16), lastSentAt: minutesAgo(14) })).toBeNull();
  expect(alarm({ oldestQueuedAt: minutesAgo(14), lastSentAt: minutesAgo(600) })).toBeNull();
});

test('a mailbox that puts its mails off for more than four hours raises it', () => {
  expect(alarm({ oldestPutOffAt: minutesAgo(240) })).toBeNull();
  expect(alarm({ oldestPutOffAt: minutesAgo(241) })).toEqual({ kind: 'waitingLong', since: iso(241) });
});
