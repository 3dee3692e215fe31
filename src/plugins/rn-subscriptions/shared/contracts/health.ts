import { z } from 'zod';
import { HOLD_REASONS, type Alarm, type RetentionReport } from './admin';
import { REFUSED_ANSWER } from './errors';
import { ANSWERS } from './public';

/** GET /health. Counts and times, and nobody's data. */

const TIME = z.string().meta({ format: 'date-time' });
const count = z.int();

const ALARM = z.object({ kind: z.enum(['serverRefuses', 'waitingLong']), since: TIME }) satisfies z.ZodType<Alarm>;

const RETENTION = z.object({
  day: z.string().meta({ format: 'date' }),
  dryRun: z.boolean(),
  startedAt: TIME,
  finishedAt: TIME.nullable(),
  erased: z.object({ unconfirmed: count, refused: count, expired: count }),
  announced: count,
  waitingLong: count,
  failed: count,
}) satisfies z.ZodType<RetentionReport>;

const WELL = z.object({ data: z.object({ writable: z.literal(true) }) });
const MONITORED = z
  .object({
    data: z.object({
      writable: z.literal(true),
      waiting: count,
      failed: count,
      oldestWaitingSeconds: count.nullable(),
      lastSentAt: TIME.nullable(),
      paused: z.boolean().describe('No mail leaves for a while: the mail server is away'),
      alarm: ALARM.nullable(),
      hold: z.enum(HOLD_REASONS).nullable().describe('Why no mail leaves before somebody has decided'),
      retention: RETENTION.nullable().describe('The last night'),
      completion: z
        .object({ completed: count, mailed: count, left: count })
        .describe('Registrations that had been written without their history'),
    }),
  })
  .describe('The same, with how the queue is, for whoever brings the token of the settings');

export const HEALTH_ANSWER = z.union([WELL, MONITORED]).register(ANSWERS, { id: 'Health' });
export type HealthAnswer = z.infer<typeof HEALTH_ANSWER>;
/** 503: the database cannot be written, or the server is stopping. */
export const UNHEALTHY_ANSWER = z
  .union([z.object({ data: z.object({ writable: z.literal(false) }) }), REFUSED_ANSWER])
  .register(ANSWERS, { id: 'Unhealthy' });
export type UnhealthyAnswer = z.infer<typeof UNHEALTHY_ANSWER>;
