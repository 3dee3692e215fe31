import type { Core } from '@strapi/strapi';
import type { Locale } from '../../../shared/messages';
import { mailedLink, thisMinute, tokenHash, whileItOpens } from '../accounts/mailed-link';
import { PASSWORD_LINK_HOURS, passwordToken } from '../accounts/password-token';
import { getService, UIDS } from '../utils';

/** The links with which a forgotten password is replaced, by whoever reads the mails of the account's address. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accounts = () => strapi.db.query(UIDS.account);

  return {
    /** Queues the mail with the link, where this address has an account that is open; one click more within a minute is none. */
    async queueFor(email: string, language: Locale): Promise<void> {
      const account = await accounts().findOne({ where: { email, blocked: { $ne: true } }, select: ['id', 'email'] });
      if (account) await getService(strapi, 'outbox').queueForAccount({ kind: 'password-link', account, language, occasion: thisMinute() });
    },

    /** The link for this mail (its documentId) to the account's address that is leaving now; from now on it, and no earlier one, opens for {@link PASSWORD_LINK_HOURS} hours. */
    async linkFor({ account, mail, language }: { account: { id: number; email: string }; mail: string; language: Locale }): Promise<string> {
      const token = passwordToken(strapi, { mail, email: account.email });
      await accounts().update({ where: { id: account.id, email: account.email }, data: { resetPasswordToken: tokenHash(token) } });
      return mailedLink(strapi, { view: 'nouveau-mot-de-passe', parameter: 'code', token, language });
    },

    /**
     * Opens with a link's token: the account's address is confirmed by it. Returns what users-permissions' own action knows
     * the account by, or null where the token is unknown, was used, or has expired.
     */
    async open(token: string): Promise<string | null> {
      const resetPasswordToken = tokenHash(token);
      const where = { resetPasswordToken, blocked: { $ne: true }, passwordLinkSentAt: { $between: whileItOpens(strapi, PASSWORD_LINK_HOURS) } };
      const account = await accounts().findOne({ where, select: ['id'] });
      if (!account) return null;
      await accounts().update({ where: { id: account.id }, data: { confirmed: true, confirmationSentAt: null } });
      return resetPasswordToken;
    },
  };
};
