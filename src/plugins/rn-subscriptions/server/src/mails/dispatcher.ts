import { AsyncResource } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { allowance, CLOSED, isPaused, trip } from './breaker';
import { handOver, leftOf, pauseOf, type Pace } from './pace';
import { afterFailure } from './retry';
import { getService } from '../service';
import { codeOf } from '../utils/error-code';
import { startWatch } from './watch';
import type { Outcome } from './claims';
import type mailer from './mailer';
import type { OutboxMail } from './outbox-mail';

type Subjects = Awaited<ReturnType<ReturnType<typeof mailer>['subjectsOf']>>;

/** The queue is looked at this often even if nobody woke the dispatcher, in milliseconds. */
const ROUND_MS = 5_000;
/** Leases are renewed this often, several times within their length, in milliseconds. */
const HEARTBEAT_MS = 30_000;
/** After the database was away, living processes have given a sign of life within this time, in milliseconds. */
const STEADY_AFTER_MS = 2 * HEARTBEAT_MS;
/** What the database could not note is noted again after this time, in milliseconds. */
const NOTED_AGAIN_MS = 1_000;
/** What was sent long ago is deleted this often, in milliseconds. */
const CLEANING_EVERY_MS = 60 * 60 * 1000;
/** How long a stop waits for the mails that are on their way, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Sends what is queued: claims as many mails as may be handed over at this moment, reads whom they go to, hands them over at once,
 * and notes what became of each. What has to wait, for a connection, for the pace or for a server that is away, waits in the queue.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const option = (name: keyof Settings['mails']) => strapi.plugin(PLUGIN_ID).config<Settings['mails']>('mails')[name];
  const claims = () => getService(strapi, 'claims');
  let timer: NodeJS.Timeout | null = null;
  let heartbeat: NodeJS.Timeout | null = null;
  let filling: Promise<void> | null = null;
  let wokenMeanwhile = false;
  /** Sends of which it is not noted yet what became of them. */
  const sends = new Set<Promise<void>>();
  /** The tokens under which they were claimed, with how many each has left. */
  const tokens = new Map<string, number>();
  /** What has left and could not be noted yet. */
  const unnoted = new Set<OutboxMail>();
  const watch = startWatch();
  let breaker = CLOSED;
  let pace: Pace = [];
  let cleanedAt = -Infinity;
  let databaseFailedAt = -Infinity;
  let stopped = true;
  let deafen = () => {};
  let ended = false;

  const report = (error: unknown) => {
    databaseFailedAt = performance.now();
    strapi.log.error(`rn-subscriptions: the mail queue could not be read or written (${codeOf(error)})`);
  };

  const deliver = async (mail: OutboxMail, subjects: Subjects): Promise<Outcome> => {
    const reason = getService(strapi, 'refusalReasons').read(mail.dedupeKey);
    try {
      await watch.inTime(getService(strapi, 'mailer').send({ mail, subjects, reason }), run);
      breaker = CLOSED;
      return { state: 'sent', reasonLost: mail.withReason && reason === undefined };
    } catch (error) {
      const now = Date.now();
      const failure = afterFailure({ error, attempts: mail.attempts, random: Math.random() });
      // The code only: an SMTP answer repeats the address it refuses.
      strapi.log.warn(
        `rn-subscriptions: mail ${mail.documentId} (${mail.kind}) ${failure.state}: ${failure.errorCode}`
      );
      const keepsReason = reason !== undefined;
      switch (failure.state) {
        case 'failed':
        case 'dismissed':
          return failure;
        case 'waiting':
          return { ...failure, keepsReason };
        case 'away': {
          if (failure.refused)
            strapi.log.error(
              `rn-subscriptions: the mail server refuses this application (${failure.errorCode}): check the SMTP settings. All mails wait.`
            );
          breaker = trip({ breaker, refused: failure.refused, now });
          return {
            state: 'waiting',
            errorCode: failure.errorCode,
            attempts: mail.attempts,
            pause: breaker.pausedUntil - now,
            keepsReason,
          };
        }
      }
    }
  };

  /** Until the database has taken it: only this process knows what became of the mail, and whoever does not would send it again. */
  const note = async (mail: OutboxMail, token: string, outcome: Outcome) => {
    if (outcome.state === 'sent') unnoted.add(mail);
    for (let failed = false; !ended; failed = true) {
      try {
        await claims().settle({ mail, token, outcome });
        unnoted.delete(mail);
        return;
      } catch (error) {
        if (!failed) report(error);
        await setTimeoutPromise(NOTED_AGAIN_MS, null, { ref: false });
      }
    }
  };

  const send = async (mail: OutboxMail, token: string, subjects: Subjects) => {
    await note(mail, token, await deliver(mail, subjects));
    const left = tokens.get(token)! - 1;
    if (left > 0) tokens.set(token, left);
    else tokens.delete(token);
  };

  /** How many mails may be handed over now. */
  const free = () =>
    Math.min(
      allowance({ breaker, most: option('atOnce'), now: Date.now() }) - watch.busy(),
      watch.left(),
      leftOf({ pace, perMinute: option('perMinute'), now: performance.now() })
    );

  const fill = async () => {
    if (performance.now() - cleanedAt > CLEANING_EVERY_MS) {
      await claims().mendTimes();
      await getService(strapi, 'outbox').deleteOld();
      cleanedAt = performance.now();
    }
    while (!stopped && free() > 0 && !(await getService(strapi, 'hold').isOn())) {
      const onlyFree = performance.now() - databaseFailedAt < STEADY_AFTER_MS;
      const { token, mails } = await claims().claim({ limit: free(), own: [...tokens.keys()], onlyFree });
      if (mails.length === 0) return;
      tokens.set(token, mails.length);
      // The last thing before they are handed over: an address may be corrected, and a person erased, at any moment.
      const subjects = await getService(strapi, 'mailer')
        .subjectsOf(mails)
        .catch((error) => {
          // Claimed and not handed over: their lease ends.
          tokens.delete(token);
          throw error;
        });
      pace = handOver({ pace, count: mails.length, now: performance.now() });
      for (const mail of mails) {
        const sent = send(mail, token, subjects).finally(() => {
          sends.delete(sent);
          run();
        });
        sends.add(sent);
      }
    }
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
    if (filling) {
      wokenMeanwhile = true;
      return;
    }
    wokenMeanwhile = false;
    filling = fill()
      .catch(report)
      .finally(() => {
        filling = null;
        const pause = pauseOf({ pace, perMinute: option('perMinute'), now: performance.now() });
        if (!stopped) schedule(wokenMeanwhile ? 0 : pause > 0 ? Math.min(pause, ROUND_MS) : ROUND_MS);
      });
  });

  return {
    /** Begins to look at the queue, and keeps the leases of this process alive. */
    start() {
      if (!stopped) return;
      stopped = false;
      ended = false;
      deafen = getService(strapi, 'queueSignal').subscribe(() => this.wake());
      heartbeat = setInterval(
        () =>
          claims()
            .renew([...tokens.keys()])
            .catch(report),
        HEARTBEAT_MS
      );
      heartbeat.unref();
      claims().retryUntaken().catch(report).finally(run);
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
      deafen();
      if (timer) clearTimeout(timer);
      if (heartbeat) clearInterval(heartbeat);
      const over = Promise.resolve(filling).then(() => Promise.all(sends));
      await Promise.race([over, setTimeoutPromise(PATIENCE_MS, null, { ref: false })]);
      ended = true;
      const left = [...unnoted];
      // The folder is read at the next start, and says so to the database.
      await getService(strapi, 'stateFolder').noteSent(
        left.map(({ documentId }) => ({ documentId, triedAt: Date.now() }))
      );
      await claims().release({ tokens: [...tokens.keys()], left: left.map(({ id }) => id) });
    },
  };
};
