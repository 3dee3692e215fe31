import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { timeSql } from '../database/clock';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';

/** How long a claimed job belongs to its process without a sign of life, in milliseconds: well over the time of one batch. */
const LEASE_MS = 5 * 60 * 1000;

/** Says that the job is still under way; false where it has to stop, because another server has taken it over. */
export type KeepAlive = () => Promise<boolean>;

/**
 * Runs `work` once for `day` (`YYYY-MM-DD`), however many servers ask and however often: the first claims a row of the
 * database, and another takes over only what its process left unfinished. Without a `day` it runs whether it was done
 * today or not, but never beside another. Returns what `work` returned, or null where there was nothing to do here.
 */
export const runDaily = async <Result>(input: {
  strapi: Core.Strapi;
  name: string;
  day: string | null;
  work: (keepAlive: KeepAlive) => Promise<Result>;
}): Promise<Result | null> => {
  const { strapi, name, day, work } = input;
  const rows = () => tableOf(strapi, UIDS.jobRun);
  const token = randomUUID();
  const lease = () => timeSql(strapi, LEASE_MS);

  await rows().insert({ name, lease_until: 0 }).onConflict('name').ignore();
  // A lease that ends later than any, or a day that is still to come, was written by a clock that ran ahead.
  const free = rows()
    .where({ name })
    .where((ended) => ended.where('lease_until', '<', timeSql(strapi)).orWhere('lease_until', '>', lease()));
  if (day) free.where((undone) => undone.whereNull('day').orWhereNot({ day }));
  if ((await free.update({ lease_token: token, lease_until: lease() })) === 0) return null;

  const mine = () => rows().where({ name, lease_token: token });
  try {
    const result = await work(async () => (await mine().update({ lease_until: lease() })) > 0);
    if (day) await mine().update({ day });
    return result;
  } finally {
    await mine().update({ lease_token: null, lease_until: 0 });
  }
};
