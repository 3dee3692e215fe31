import { AsyncResource } from 'node:async_hooks';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { allowance, CLOSED, isPaused, trip } from '../mail/breaker';
import { afterFailure } from '../mail/retry';
import { getService } from '../utils';
import { codeOf } from '../utils/error-code';
import type mailer from './mailer';
import type { OutboxMail, Outcome } from './outbox';

type Subjects = ReturnType<ReturnType<typeof mailer>['subjectsOf']>;

/** The queue is looked at this often even if nobody woke the dispatcher, in milliseconds. */
const ROUND = 5_000;
/** Leases are renewed this often, several times within their length, in milliseconds. */
const HEARTBEAT = 30_000;
/** Mails that are claimed together. */
const BATCH = 10;
/** Batches side by side, so that a mail that hangs holds up its own batch only. */
const LANES = 3;
/** What was sent long ago is deleted this often, in milliseconds. */
const CLEANING = 60 * 60 * 1000;
/** How long a stop waits for the mails that are on their way, in milliseconds. */
const PATIENCE = 10_000;

/** Sends what is queued: claims a batch of mails, sends them side by side, records what became of each, until none is due. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  let timer: NodeJS.Timeout | null = null;
  let heartbeat: NodeJS.Timeout | null = null;
  const lanes = new Set<Promise<void>>();
  /** The tokens of the batches that are under way. */
  const claims = new Set<string>();
  let breaker = CLOSED;
  let cleanedAt = 0;
  let wokenMeanwhile = false;
  let stopped = true;

  const deliver = async (mail: OutboxMail, subjects: Subjects): Promise<Outcome> => {
    const reason = getService(strapi, 'reasons').read(mail.dedupeKey);
    try {
      await getService(strapi, 'mailer').send({ mail, subjects: await subjects, reason });
      breaker = CLOSED;
      return { state: 'sent', reasonLost: mail.withReason && reason === undefined };
    } catch (error) {
      const now = Date.now();
      const failure = afterFailure({ error, attempts: mail.attempts, now, random: Math.random() });
      // The code only: an SMTP answer repeats the address it refuses.
      strapi.log.warn(`rn-subscriptions: mail ${mail.documentId} (${mail.kind}) ${failure.state}: ${failure.errorCode}`);
      const keepsReason = reason !== undefined;
      switch (failure.state) {
        case 'failed':
          return failure;
        case 'waiting':
          return { ...failure, keepsReason };
        case 'away': {
          if (failure.refused) strapi.log.error(`rn-subscriptions: the mail server refuses this application (${failure.errorCode}): check the SMTP settings. All mails wait.`);
          breaker = trip({ breaker, refused: failure.refused, now });
          return { state: 'waiting', errorCode: failure.errorCode, attempts: mail.attempts, nextAttemptAt: breaker.pausedUntil, keepsReason };
        }
      }
    }
  };

  const send = async (mail: OutboxMail, token: string, subjects: Subjects) => {
    const outcome = await deliver(mail, subjects);
    await getService(strapi, 'outbox').settle({ mail, token, outcome });
  };

  const runLane = async () => {
    if (Date.now() - cleanedAt > CLEANING) {
      cleanedAt = Date.now();
      await getService(strapi, 'outbox').deleteOld();
    }
    while (!stopped && !(await getService(strapi, 'hold').isOn())) {
      const limit = allowance({ breaker, most: BATCH, now: Date.now() });
      if (limit === 0) return;
      const { token, mails } = await getService(strapi, 'outbox').claim(limit);
      if (mails.length === 0) return;
      claims.add(token);
      if (mails.length === BATCH) run();
      // Every send is waited for, whatever became of the others: what is under way must be over when a lane is.
      const subjects = getService(strapi, 'mailer').subjectsOf(mails);
      const settled = await Promise.allSettled(mails.map((mail) => send(mail, token, subjects)));
      claims.delete(token);
      const failed = settled.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
  };

  const report = (error: unknown) => {
    strapi.log.error(`rn-subscriptions: the mail queue could not be read or written (${codeOf(error)})`);
  };

  const schedule = (delay: number) => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(run, delay);
    timer.unref();
  };

  // Bound to the context of the start: whoever wakes it leaves neither their request, a refusal reason in it, nor their
  // transaction behind in its timers.
  const run = AsyncResource.bind(() => {
    if (stopped) return;
    if (lanes.size === LANES) {
      wokenMeanwhile = true;
      return;
    }
    wokenMeanwhile = false;
    const lane = runLane()
      .catch(report)
      .finally(() => {
        lanes.delete(lane);
        if (!stopped) schedule(wokenMeanwhile ? 0 : ROUND);
      });
    lanes.add(lane);
  });

  return {
    /** Begins to look at the queue, and keeps the leases of this process alive. */
    start() {
      if (!stopped) return;
      stopped = false;
      heartbeat = setInterval(() => getService(strapi, 'outbox').renewLeases([...claims]).catch(report), HEARTBEAT);
      heartbeat.unref();
      schedule(0);
    },
    /** Looks at the queue now. */
    wake() {
      if (!stopped) setImmediate(run);
    },
    /** Whether the server is left alone for a while because it could not be reached or refused us. */
    isPaused: (): boolean => isPaused({ breaker, now: Date.now() }),

    /** Claims nothing more, waits for what is being sent, ten seconds at most, and leaves the rest to other processes. */
    async stop() {
      if (stopped) return;
      stopped = true;
      if (timer) clearTimeout(timer);
      if (heartbeat) clearInterval(heartbeat);
      await Promise.race([Promise.all(lanes), setTimeoutPromise(PATIENCE, null, { ref: false })]);
      await getService(strapi, 'outbox').releaseLeases([...claims]);
    },
  };
};
