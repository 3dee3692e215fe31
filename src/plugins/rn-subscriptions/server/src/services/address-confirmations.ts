import type { Core } from '@strapi/strapi';
import type { Locale } from '../../../shared/messages';
import { CONFIRMATION_HOURS, confirmationToken } from '../accounts/confirmation-token';
import { mailedLink, thisMinute, tokenHash } from '../accounts/mailed-link';
import { getService, tableOf, UIDS } from '../utils';
import { currentLocale, invalid, tooMany } from '../utils/problems';

export type Account = { id: number; documentId: string; email: string; confirmed: boolean | null };

const HOUR = 60 * 60 * 1000;

/** The confirmation of an account's address by whoever reads its mails. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accounts = () => strapi.db.query(UIDS.account);

  return {
    /** Whether the address of the account with this id is confirmed. */
    async isConfirmed(id: number): Promise<boolean> {
      const account = await accounts().findOne({ where: { id }, select: ['confirmed'] });
      return Boolean(account?.confirmed);
    },

    /**
     * The link with which the account's address is confirmed, for a mail to that address that is leaving now; none where
     * it is confirmed already. From now on the link opens for {@link CONFIRMATION_HOURS} hours.
     */
    async linkFor(account: Account, language: Locale): Promise<string | undefined> {
      if (account.confirmed) return undefined;
      const token = confirmationToken(strapi, account);
      const { id, email } = account;
      await tableOf(strapi, UIDS.account).where({ id, email }).update({ confirmation_hash: tokenHash(token), confirmation_sent_at: new Date() });
      return mailedLink(strapi, { view: 'confirmation', parameter: 'token', token, language });
    },

    /** Confirms the address that this token is for. Throws a 400 where it is unknown, was used, or has expired. */
    async confirm(token: string): Promise<void> {
      const problem = (code: string) => invalid([{ field: 'token', code }], currentLocale(strapi));
      const confirmationHash = tokenHash(token);
      const account: Account | null = await accounts().findOne({ where: { confirmationHash }, select: ['id', 'confirmed'] });
      if (!account) throw problem('goneLink');
      if (account.confirmed) throw problem('usedLink');
      const oldest = new Date(Date.now() - CONFIRMATION_HOURS * HOUR);
      const where = { id: account.id, confirmationHash, confirmationSentAt: { $gte: oldest } };
      const confirmed = await accounts().update({ where, data: { confirmed: true, confirmationSentAt: null } });
      if (!confirmed) throw problem('expiredLink');
    },

    /**
     * Lets an account follow when a librarian corrects the address that its one person mistyped: nobody reads the mails of
     * the wrong one. Not where the address is confirmed, nor where others hang on the account. In the transaction of the
     * correction; returns the id of the account that followed, or null.
     */
    async follow({ documentId, from, to }: { documentId: string; from: string; to: string }): Promise<number | null> {
      if (from === to) return null;
      const account = await accounts().findOne({ where: { email: from, confirmed: false }, select: ['id'] });
      if (!account || (await accounts().count({ where: { email: to } })) > 0) return null;
      const people = await strapi.db.query(UIDS.registration).findMany({ where: { account: { id: account.id } }, select: ['documentId'] });
      if (people.length !== 1 || people[0].documentId !== documentId) return null;
      await accounts().update({ where: { id: account.id }, data: { email: to, username: to } });
      return account.id;
    },

    /**
     * Queues a mail with the link for this account; returns whether one is needed. One click more within a minute is none.
     * Throws 429 where its address got the day's mails.
     */
    async queueAgain(accountId: number, language: Locale): Promise<boolean> {
      const account: Account = await accounts().findOne({ where: { id: accountId }, select: ['id', 'email', 'confirmed'] });
      if (account.confirmed) return false;
      const seconds = await getService(strapi, 'outbox').queueForAccount({ kind: 'confirm-address', account, language, occasion: thisMinute() });
      if (seconds > 0) throw tooMany(strapi, seconds);
      return true;
    },
  };
};
