import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import type { Settings } from '../config/options';
import { TO_ERASE, type Erasable } from './erasure';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { horizons } from './due';

/** Registrations looked at at once: few enough to hold in memory. */
const BATCH = 200;

const read = (strapi: Core.Strapi, where: Record<string, unknown>): Promise<Erasable[]> =>
  strapi.db.query(UIDS.registration).findMany({ where, populate: TO_ERASE });

/**
 * Requests made before `day` of accounts that are as old, whose address nobody has confirmed. Found by the accounts, which are few and in
 * an index of their own: those who wait for their library, however many, are not looked at.
 */
const unconfirmed = async function* (strapi: Core.Strapi, day: string): AsyncGenerator<Erasable[]> {
  const accounts: number[] = await tableOf(strapi, UIDS.account)
    .whereRaw('confirmed is not true')
    .where('created_at', '<', new Date(day))
    .orderBy('created_at')
    .pluck('id');
  for (let from = 0; from < accounts.length; from += BATCH) {
    yield read(strapi, {
      state: 'pending',
      registeredOn: { $lt: day },
      account: { id: { $in: accounts.slice(from, from + BATCH) } },
    });
  }
};

/** A stretch of an index: what was asked for, or has expired, before a day, as far as `only` lets it through. */
type Stretch = { state: string; column: string; before: string; only: (query: Knex.QueryBuilder) => void };

/**
 * What may be due on `today` (`YYYY-MM-DD`), a batch at a time; each is to be looked at again by dueOf. Every rule reads its
 * own stretch of an index, on from where the last batch ended: a night takes as long as what is due, not as what is kept.
 */
export const candidates = async function* (input: {
  strapi: Core.Strapi;
  options: Settings['retention'];
  today: string;
}): AsyncGenerator<Erasable[]> {
  const { strapi, options, today } = input;
  const before = horizons({ options, today });
  const stretches: Stretch[] = [
    {
      state: 'refused',
      column: 'registered_on',
      before: before.refused,
      only: (query) => query.where((some) => some.whereNull('decided_on').orWhere('decided_on', '<', before.refused)),
    },
    {
      state: 'validated',
      column: 'expires_on',
      before: before.expired,
      only: (query) =>
        query.where((some) =>
          some
            .whereNull('deletion_notice_on')
            .orWhere('deletion_notice_on', '<=', before.announced)
            .orWhere('deletion_notice_on', '>', today)
        ),
    },
  ];
  yield* unconfirmed(strapi, before.unconfirmed);
  for (const { state, column, before: day, only } of stretches) {
    let after: { day: string; id: number } | undefined;
    do {
      const query = tableOf(strapi, UIDS.registration)
        .select('id', `${column} as day`)
        .where({ state })
        .where(column, '<', day)
        .modify(only);
      if (after) query.whereRaw('(??, ??) > (?, ?)', [column, 'id', after.day, after.id]);
      const found: { day: string; id: number }[] = await query.orderBy([column, 'id']).limit(BATCH);
      if (found.length > 0) yield read(strapi, { id: { $in: found.map(({ id }) => id) } });
      after = found.length === BATCH ? found.at(-1) : undefined;
    } while (after);
  }
};
