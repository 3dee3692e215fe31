import type { Core } from '@strapi/strapi';
import type { Locale } from '../../../shared/messages/locale';
import { tooMany } from '../requests/errors';
import { gone } from '../requests/patron';
import { getService } from '../service';
import { UIDS } from '../uids';
import { ACCOUNT, type Account } from './account-links';

/** Account links that somebody asks for. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accounts = () => strapi.db.query(UIDS.account);

  return {
    /** Queues the mail with a link, where this address has an account that is not blocked; one click more within a minute is none. */
    async queueFor({
      email,
      language,
      isKnownHere,
    }: {
      email: string;
      language: Locale;
      isKnownHere: boolean;
    }): Promise<void> {
      const account = await accounts().findOne({ where: { email, blocked: { $ne: true } }, select: ['id', 'email'] });
      if (account)
        await getService(strapi, 'outbox').queueForAccount({
          kind: 'account-link',
          account,
          language,
          isKnownHere,
          occasion: getService(strapi, 'clock').minute(),
        });
    },

    /**
     * The same for the account with this id, which somebody is signed in to: to its new address where it waits for one. Returns whether
     * a mail is needed. Throws 429 where its address got the day's mails, 401 where the account was erased meanwhile.
     */
    async queueAgain(accountId: number, language: Locale): Promise<boolean> {
      const account: Account | null = await accounts().findOne({ where: { id: accountId }, select: ACCOUNT });
      if (!account) throw gone(strapi);
      const { id, email, confirmed, newAddress } = account;
      if (confirmed && !newAddress) return false;
      const mail = newAddress
        ? ({ kind: 'confirm-new-address', account: { id, email: newAddress } } as const)
        : ({ kind: 'account-link', account: { id, email } } as const);
      const seconds = await getService(strapi, 'outbox').queueForAccount({
        ...mail,
        language,
        occasion: getService(strapi, 'clock').minute(),
      });
      if (seconds > 0) throw tooMany(strapi, seconds);
      return true;
    },
  };
};
