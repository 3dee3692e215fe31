import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { tableOf } from './table-of';
import { UIDS } from '../uids';
import { accountJoin } from '../accounts/account-join';

/** The mails of versions before the account link, which the one that carries it has replaced. */
const RETIRED = ['account-exists', 'confirm-address', 'password-link'];

/**
 * Brings what versions before the account link have left to it, once: their mails, and the wordings of those, of which none fits. An account that
 * nobody had confirmed loses the password that a stranger may have chosen for it.
 */
export const retireEarlierLinks = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'earlier-links' });
  if (await store.get({})) return;
  await tableOf(strapi, UIDS.outboxMail).whereIn('kind', RETIRED).update({ kind: 'account-link' });
  await tableOf(strapi, UIDS.event).whereIn('mail', RETIRED).update({ mail: 'account-link' });
  await tableOf(strapi, UIDS.mailTemplate).whereIn('kind', RETIRED).delete();
  const join = accountJoin(strapi);
  const ofPatrons = strapi.db.getConnection(join.table).select(join.account);
  await tableOf(strapi, UIDS.account)
    .whereRaw('confirmed is not true')
    .whereIn('id', ofPatrons)
    .update({ password: null });
  await store.set({ value: { retired: true } });
};
