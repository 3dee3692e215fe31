import { TOO_SLOW } from './retry';

/** A send that takes this long holds up no other any more, in milliseconds. */
const HANGS_AFTER_MS = 10_000;
/** A send that takes this long is given up, in milliseconds: its server may keep the line alive for ever. */
const DEADLINE_MS = 2 * 60 * 1000;
/** How many may hang at the same time: each holds a connection for as long as its server likes. */
export const MOST_HANGING = 12;

/** Watches what has begun: what hangs does not count among the busy, and what takes too long is given up. */
export const startWatch = () => {
  let busy = 0;
  let hanging = 0;

  return {
    /** How many are under way and do not hang. */
    busy: (): number => busy,
    /** How many more may begin before too many hang. */
    left: (): number => MOST_HANGING - hanging,

    /** Returns what `work` returns, in two minutes at most; throws {@link TOO_SLOW} after them. `hangs` is called where it begins to hang. */
    async inTime<Result>(work: Promise<Result>, hangs: () => void): Promise<Result> {
      busy += 1;
      let isHanging = false;
      const slow = setTimeout(() => {
        isHanging = true;
        busy -= 1;
        hanging += 1;
        hangs();
      }, HANGS_AFTER_MS);
      let giveUp: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        giveUp = setTimeout(() => reject(TOO_SLOW), DEADLINE_MS);
      });
      const isOver = () => {
        clearTimeout(slow);
        clearTimeout(giveUp);
        if (isHanging) hanging -= 1;
        else busy -= 1;
      };
      // Also of what was given up: only then its connection is free.
      work.then(isOver, isOver);
      slow.unref();
      giveUp?.unref();
      return Promise.race([work, late]);
    },
  };
};
