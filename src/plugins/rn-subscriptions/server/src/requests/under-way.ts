import { setTimeout } from 'node:timers/promises';

/** How long a stop waits for what has begun, in milliseconds. */
const PATIENCE_MS = 30_000;

/** What has begun and must end before the server does: requests, and work that goes on after an answer. */
export default () => {
  const running = new Set<Promise<unknown>>();
  let stopping = false;
  let over = false;

  /** Until nothing runs any more; what runs may begin something else. */
  const quiet = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };

  return {
    /** Has a stop wait for this work; returns it. */
    add<Work extends Promise<unknown>>(work: Work): Work {
      running.add(work);
      const remove = () => void running.delete(work);
      work.then(remove, remove);
      return work;
    },

    /** Whether the server takes no new requests. */
    isStopping: (): boolean => stopping,
    /** Whether it has waited long enough: what still runs must not be stored any more. */
    isOver: (): boolean => over,

    /** Waits for what is under way, half a minute at most; from now on the server is stopping, and afterwards over. */
    async stop(): Promise<void> {
      stopping = true;
      await Promise.race([quiet(), setTimeout(PATIENCE_MS, null, { ref: false })]);
      over = true;
    },
  };
};
