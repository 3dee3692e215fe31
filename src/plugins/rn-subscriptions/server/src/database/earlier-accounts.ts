import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { accountJoin } from '../accounts/account-join';
import { isDedicated } from '../installation/dedicated';
import { UIDS } from '../uids';
import { wasMadeBy, type MadeAccount } from './made-by';
import { tableOf } from './table-of';

/** Registrations looked at at once: few enough to hold in memory, and to name in one query. */
const BATCH = 500;

type Registered = { id: number; createdAt: string; account: (MadeAccount & { id: number }) | null };

/** The accounts (ids) that a sign-up made along with one of the registrations, a batch at a time. */
const made = async function* (strapi: Core.Strapi): AsyncGenerator<number[]> {
  for (let after = 0; ;) {
    const rows: Registered[] = await strapi.db.query(UIDS.registration).findMany({
      where: { id: { $gt: after } },
      select: ['id', 'createdAt'],
      populate: { account: { select: ['id', 'username', 'email', 'createdAt'] } },
      orderBy: { id: 'asc' },
      limit: BATCH,
    });
    if (rows.length === 0) return;
    yield rows.flatMap((row) => (row.account && wasMadeBy(row, row.account) ? row.account.id : []));
    after = rows[rows.length - 1].id;
  }
};

/**
 * Marks, once, the accounts that sign-ups of versions before the mark have made: in an application that serves nothing else
 * (`dedicated`), all that somebody is registered on; elsewhere those that {@link wasMadeBy} recognises. Any other is taken for the
 * site's: an account too many is better than one too few.
 */
export const markEarlierAccounts = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'earlier-accounts' });
  if (await store.get({})) return;
  const mark = (ids: number[] | ReturnType<typeof tableOf>) =>
    tableOf(strapi, UIDS.account).whereIn('id', ids).update({ made_by_subscriptions: true });
  if (isDedicated(strapi)) {
    const join = accountJoin(strapi);
    await mark(strapi.db.getConnection(join.table).select(join.account));
  } else for await (const ids of made(strapi)) await mark(ids);
  await store.set({ value: { marked: true } });
};
