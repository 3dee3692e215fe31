import type { Core } from '@strapi/strapi';
import type { Locale } from '../../../shared/messages';
import { CONFIRMATION_HOURS, confirmationToken } from '../accounts/confirmation-token';
import { mailedLink, thisMinute, tokenHash, whileItOpens } from '../accounts/mailed-link';
import { datetimeSql } from '../database/clock';
import { standing } from '../mail/phrases';
import { getService, tableOf, UIDS } from '../utils';
import { gone } from '../utils/patron';
import { currentLocale, invalid, tooMany } from '../utils/problems';
import type { StoredRegistration } from './registrations';

export type Account = { id: number; documentId: string; email: string; confirmed: boolean | null; newAddress: string | null };

/** The confirmation of an account's address by whoever reads its mails. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accounts = () => strapi.db.query(UIDS.account);

  return {
    /** Whether the address of the account with this id is confirmed, and the one that it moves to once that is. */
    async of(id: number): Promise<{ addressConfirmed: boolean; newAddress: string | null }> {
      const account = await accounts().findOne({ where: { id }, select: ['confirmed', 'newAddress'] });
      return { addressConfirmed: Boolean(account?.confirmed), newAddress: account?.newAddress ?? null };
    },

    /** Who is on this account, for a mail that a stranger may read: first names, libraries, and how each request stands, a line each. */
    async peopleOf(accountId: number, language: Locale): Promise<string> {
      const people: StoredRegistration[] = await strapi.db.query(UIDS.registration).findMany({ where: { account: { id: accountId } }, orderBy: { id: 'asc' } });
      const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(people.map(({ mediatheque }) => mediatheque));
      return people.map(({ firstName, mediatheque, state }) => standing({ firstName, mediatheque: mediatheques.get(mediatheque)?.label ?? '', state, language })).join('\n');
    },

    /**
     * The link with which the account's address is confirmed, for a mail to that address that is leaving now; none where
     * it is confirmed already. From now on the link opens for {@link CONFIRMATION_HOURS} hours.
     */
    async linkFor(account: Account, language: Locale): Promise<string | undefined> {
      if (account.confirmed) return undefined;
      const token = confirmationToken(strapi, account);
      const { id, email } = account;
      await tableOf(strapi, UIDS.account).where({ id, email }).update({ confirmation_hash: tokenHash(token), confirmation_sent_at: datetimeSql(strapi) });
      return mailedLink(strapi, { view: 'confirmation', parameter: 'token', token, language });
    },

    /**
     * Confirms the address that this token is for, or moves its account to the new address. Returns which of the two. Throws a 400
     * where it is unknown, was used, or has expired.
     */
    async confirm(token: string): Promise<'addressConfirmed' | 'addressMoved'> {
      const problem = (code: string) => invalid([{ field: 'token', code }], currentLocale(strapi));
      const confirmationHash = tokenHash(token);
      const account: Account | null = await accounts().findOne({ where: { confirmationHash }, select: ['id', 'confirmed'] });
      if (!account) {
        if (await getService(strapi, 'newAddresses').confirm(token)) return 'addressMoved';
        throw problem('goneLink');
      }
      if (account.confirmed) throw problem('usedLink');
      const where = { id: account.id, confirmationHash, confirmationSentAt: { $between: whileItOpens(strapi, CONFIRMATION_HOURS) } };
      const confirmed = await accounts().update({ where, data: { confirmed: true, confirmationSentAt: null } });
      if (!confirmed) throw problem('expiredLink');
      return 'addressConfirmed';
    },

    /**
     * Queues a mail with the link for this account; returns whether one is needed. One click more within a minute is none.
     * Throws 429 where its address got the day's mails, 401 where the account was erased meanwhile.
     */
    async queueAgain(accountId: number, language: Locale): Promise<boolean> {
      const account: Account | null = await accounts().findOne({ where: { id: accountId }, select: ['id', 'email', 'confirmed', 'newAddress'] });
      if (!account) throw gone(strapi);
      const { id, email, confirmed, newAddress } = account;
      if (confirmed && !newAddress) return false;
      const mail = newAddress ? ({ kind: 'confirm-new-address', account: { id, email: newAddress } } as const) : ({ kind: 'confirm-address', account: { id, email } } as const);
      const seconds = await getService(strapi, 'outbox').queueForAccount({ ...mail, language, occasion: thisMinute() });
      if (seconds > 0) throw tooMany(strapi, seconds);
      return true;
    },
  };
};
