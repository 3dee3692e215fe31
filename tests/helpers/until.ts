const PATIENCE = 10_000;
const PAUSE = 20;

/** Asks again until the answer is one that `isDone` accepts, and returns it; fails after ten seconds with the last answer. */
export const until = async <Answer>(ask: () => Promise<Answer>, isDone: (answer: NonNullable<Answer>) => boolean): Promise<NonNullable<Answer>> => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && isDone(answer)) return answer;
    if (Date.now() > end) throw new Error(`It did not come to be in ten seconds. Last seen: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
};
