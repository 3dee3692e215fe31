const PAUSE = 20;

/** Asks again until the answer is one that `isDone` accepts, and returns it; fails after `patience` milliseconds with the last answer. */
export const until = async <Answer>(
  ask: () => Promise<Answer>,
  isDone: (answer: NonNullable<Answer>) => boolean,
  patience = 10_000
): Promise<NonNullable<Answer>> => {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && isDone(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`It did not come to be in ${patience} ms. Last seen: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
};
