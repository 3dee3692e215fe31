const MINUTE_MS = 60_000;

/** When mails were handed over within the last minute, in milliseconds of a clock that only goes forward; the oldest first. */
export type Pace = number[];

/** The pace once `count` more mails were handed over at `now`. */
export const handOver = ({ pace, count, now }: { pace: Pace; count: number; now: number }): Pace => [
  ...pace.filter((time) => now - time < MINUTE_MS),
  ...Array<number>(count).fill(now),
];

/** How many mails may be handed over at `now`, where no minute may see more than `perMinute`; 0: as many as one likes. */
export const leftOf = ({ pace, perMinute, now }: { pace: Pace; perMinute: number; now: number }): number =>
  perMinute === 0 ? Infinity : Math.max(0, perMinute - pace.filter((time) => now - time < MINUTE_MS).length);

/** In how many milliseconds one more may be handed over; 0: now. */
export const pauseOf = ({ pace, perMinute, now }: { pace: Pace; perMinute: number; now: number }): number => {
  if (leftOf({ pace, perMinute, now }) > 0) return 0;
  return pace[pace.length - perMinute] + MINUTE_MS - now;
};
