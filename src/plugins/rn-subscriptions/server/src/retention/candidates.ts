import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import type { RetentionOptions } from '../config';
import { TO_ERASE, type Erasable } from '../services/erasure';
import { tableOf, UIDS } from '../utils';
import { accountLink } from '../utils/account-link';
import { horizons } from './due';

/** Registrations looked at at once: few enough to hold in memory. */
const BATCH = 200;

/** A stretch of an index: what was asked for, or has expired, before a day, as far as `only` lets it through. */
type Stretch = { state: string; column: string; before: string; only: (query: Knex.QueryBuilder) => void };

/** Accounts made before a day whose address nobody has confirmed are few, whoever waits for their library: found first, in an index of their own. */
const ofUnconfirmed = (strapi: Core.Strapi, day: string) => (query: Knex.QueryBuilder) => {
  const link = accountLink(strapi);
  const accounts = strapi.db.metadata.get(UIDS.account).tableName;
  const unconfirmed = tableOf(strapi, UIDS.account)
    .join(link.table, `${link.table}.${link.account}`, `${accounts}.id`)
    .whereRaw('confirmed is not true')
    .where(`${accounts}.created_at`, '<', new Date(day))
    .select(`${link.table}.${link.registration} as id`);
  query.withMaterialized('unconfirmed', unconfirmed).whereIn('id', strapi.db.connection.select('id').from('unconfirmed'));
};

/**
 * What may be due on `today` (`YYYY-MM-DD`), a batch at a time; each is to be looked at again by dueOf. Every rule reads its
 * own stretch of an index, on from where the last batch ended: a night takes as long as what is due, not as what is kept.
 */
export const candidates = async function* (input: { strapi: Core.Strapi; options: RetentionOptions; today: string }): AsyncGenerator<Erasable[]> {
  const { strapi, options, today } = input;
  const before = horizons({ options, today });
  const stretches: Stretch[] = [
    { state: 'pending', column: 'registered_on', before: before.unconfirmed, only: ofUnconfirmed(strapi, before.unconfirmed) },
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
      only: (query) => query.where((some) => some.whereNull('deletion_notice_on').orWhere('deletion_notice_on', '<=', before.announced)),
    },
  ];
  for (const { state, column, before: day, only } of stretches) {
    let after: { day: string; id: number } | undefined;
    do {
      const query = tableOf(strapi, UIDS.registration).select('id', `${column} as day`).where({ state }).where(column, '<', day).modify(only);
      if (after) query.whereRaw('(??, ??) > (?, ?)', [column, 'id', after.day, after.id]);
      const found: { day: string; id: number }[] = await query.orderBy([column, 'id']).limit(BATCH);
      if (found.length > 0) yield strapi.db.query(UIDS.registration).findMany({ where: { id: { $in: found.map(({ id }) => id) } }, populate: TO_ERASE });
      after = found.length === BATCH ? found.at(-1) : undefined;
    } while (after);
  }
};
