import type { Core } from '@strapi/strapi';
import { afterFailure } from '../mail/retry';
import { getService } from '../utils';
import type { OutboxMail } from './outbox';

/** The queue is looked at this often even if nobody woke the dispatcher, in milliseconds. */
const ROUND = 5_000;
const AT_ONCE = 10;

/** Sends what is queued: claims a few mails, sends them side by side, records what became of each, until none is due. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;
  let wokenMeanwhile = false;
  let stopped = true;

  const send = async (mail: OutboxMail, token: string) => {
    const outbox = getService(strapi, 'outbox');
    const reasons = getService(strapi, 'reasons');
    const reason = reasons.read(mail.dedupeKey);
    try {
      await getService(strapi, 'mailer').send(mail, reason);
      await outbox.settle({ id: mail.id, token, outcome: { state: 'sent', reasonLost: mail.withReason && reason === undefined } });
      reasons.forget(mail.dedupeKey);
    } catch (error) {
      const outcome = afterFailure({ error, attempts: mail.attempts + 1, now: Date.now() });
      // The code only: an SMTP answer repeats the address it refuses.
      strapi.log.warn(`rn-subscriptions: mail ${mail.documentId} (${mail.kind}) ${outcome.state}: ${outcome.errorCode}`);
      if (outcome.state === 'failed') reasons.forget(mail.dedupeKey);
      await outbox.settle({
        id: mail.id,
        token,
        outcome: outcome.state === 'failed' ? outcome : { ...outcome, keepsReason: reason !== undefined },
      });
    }
  };

  const runRound = async () => {
    const outbox = getService(strapi, 'outbox');
    await outbox.renewReasonLeases();
    for (;;) {
      if (stopped) return;
      const { token, mails } = await outbox.claim(AT_ONCE);
      if (mails.length === 0) return;
      await Promise.all(mails.map((mail) => send(mail, token)));
    }
  };

  const schedule = (delay: number) => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(run, delay);
    timer.unref();
  };

  const run = () => {
    if (stopped) return;
    if (round) {
      wokenMeanwhile = true;
      return;
    }
    wokenMeanwhile = false;
    round = runRound()
      .catch((error) => {
        strapi.log.error(`rn-subscriptions: the mail queue could not be read (${error?.code ?? error?.name})`);
      })
      .finally(() => {
        round = null;
        if (!stopped) schedule(wokenMeanwhile ? 0 : ROUND);
      });
  };

  return {
    start() {
      stopped = false;
      schedule(ROUND);
    },
    /** Looks at the queue now. */
    wake() {
      if (!stopped) setImmediate(run);
    },
    /** Claims nothing more and waits for what is being sent. */
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await round;
    },
  };
};
