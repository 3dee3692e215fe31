import type { Core } from '@strapi/strapi';
import type { Locale } from '../../../shared/messages';
import { CONFIRMATION_HOURS, newAddressToken } from '../accounts/confirmation-token';
import { mailedLink, tokenHash, whileItOpens } from '../accounts/mailed-link';
import { datetimeSql } from '../database/clock';
import { tableOf, UIDS } from '../utils';
import { currentLocale, invalid } from '../utils/problems';
import { isUniqueViolation } from '../utils/unique-violation';
import type { Account } from './address-confirmations';

/** The address to which a confirmed account moves once whoever reads its mails agrees; until then one signs in with the old one. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = () => tableOf(strapi, UIDS.account);

  return {
    /** The link that moves the account, for a mail to its new address that is leaving now; none where it waits for none. From now on it opens for {@link CONFIRMATION_HOURS} hours. */
    async linkFor({ id, documentId, newAddress }: Account, language: Locale): Promise<string | undefined> {
      if (!newAddress) return undefined;
      const token = newAddressToken(strapi, { documentId, newAddress });
      await rows().where({ id, new_address: newAddress }).update({ new_address_hash: tokenHash(token), new_address_sent_at: datetimeSql(strapi) });
      // Under a name of its own, so that the page can say what its button does.
      return mailedLink(strapi, { view: 'confirmation', parameter: 'nouvelle', token, language });
    },

    /**
     * Moves the account that this token is for to its new address; returns whether there is one. Throws a 400 where the token
     * has expired, or where the address has become another account's.
     */
    async confirm(token: string): Promise<boolean> {
      const problem = (code: string) => invalid([{ field: 'token', code }], currentLocale(strapi));
      const hash = tokenHash(token);
      const account: { id: number; newAddress: string } | null = await strapi.db.query(UIDS.account).findOne({ where: { newAddressHash: hash }, select: ['id', 'newAddress'] });
      if (!account) return false;
      const { id, newAddress } = account;
      // Past the hook, to which another address is one that nobody has confirmed.
      const move = rows()
        .where({ id, new_address_hash: hash, new_address: newAddress })
        .whereBetween('new_address_sent_at', whileItOpens(strapi, CONFIRMATION_HOURS))
        .update({
          email: newAddress,
          username: newAddress,
          confirmed: true,
          // By which a second click is told that the first one did it.
          confirmation_hash: hash,
          confirmation_sent_at: null,
          new_address: null,
          new_address_hash: null,
          new_address_sent_at: null,
          // Was mailed to the old address.
          reset_password_token: null,
        });
      const moved = await move.catch((error: unknown) => {
        throw isUniqueViolation(error) ? problem('takenAddress') : error;
      });
      if (!moved) throw problem('expiredLink');
      return true;
    },
  };
};
