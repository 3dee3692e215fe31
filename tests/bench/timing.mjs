const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Numbers in short: `median`, `p95`, and the spread as the quarter (`low`) and three quarters (`high`) of them. */
export const summaryOf = (numbers) => {
  const sorted = numbers.toSorted((one, other) => one - other);
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95), low: at(sorted, 0.25), high: at(sorted, 0.75) };
};

/** A way that has taken this long altogether, in milliseconds, is not asked again: some peers take seconds a time. */
const PATIENCE = 15_000;
const FEWEST = 3;

/**
 * Times each of `ways` (name → async function) `rounds` times, after `warmUp` rounds that do not count. The ways take turns,
 * each round from another one on, so that whatever slows the machine down slows all of them. Returns a summary in
 * milliseconds for each.
 */
export const takeTurns = async ({ ways, rounds, warmUp = 5 }) => {
  const names = Object.keys(ways);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const isTired = (name) => times[name].length >= FEWEST && times[name].reduce((sum, time) => sum + time, 0) > PATIENCE;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + Math.abs(round)) % names.length];
      if (isTired(name)) continue;
      const start = performance.now();
      await ways[name]();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summaryOf(times[name])]));
};

/** The sum of two things that were timed apart: their medians are added, and so are the rest. */
export const sumOf = (one, other) => Object.fromEntries(Object.keys(one).map((key) => [key, one[key] + other[key]]));

/**
 * One line of a peer in a row: `ours` against the summary of `peer`, as a ratio of the medians. `atMost` or `atLeast` is
 * the limit of the ratio, where there is one.
 */
export const against = (ours, peer, summary, limit = {}) => ({
  peer,
  ...summary,
  ratio: ours.median / summary.median,
  ...limit,
});
