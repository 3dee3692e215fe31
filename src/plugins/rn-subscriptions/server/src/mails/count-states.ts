import type { Knex } from 'knex';

/** Counts the rows of a query by their column `state`; the answer sums up the states it is asked for. */
export const countStates = async (rows: Knex.QueryBuilder): Promise<(states: readonly string[]) => number> => {
  // PostgreSQL counts in texts, SQLite in numbers.
  const counted: { state: string; count: number | string }[] = await rows
    .select('state')
    .count({ count: '*' })
    .groupBy('state');
  return (states) =>
    counted.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + Number(count), 0);
};
