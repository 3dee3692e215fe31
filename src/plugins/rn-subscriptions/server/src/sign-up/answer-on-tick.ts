import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two beats: well over what a sign-up takes, so that nearly all answers leave on the first. */
export const TICK_MS = 400;

/**
 * Runs `work` and returns, or throws, what it does, on the next beat since it began. Whether an account is created or its
 * owner is told takes a different time, and an answer on the beat does not say which it was.
 */
export const answerOnTick = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const start = performance.now();
  try {
    return await work();
  } finally {
    const spent = performance.now() - start;
    await setTimeout(Math.ceil(spent / TICK_MS) * TICK_MS - spent);
  }
};
