import type { Core } from '@strapi/strapi';
import { dedupeKeyOf, type Registration } from '../../../shared/registration-change';
import type { Account } from './account-links';
import { lockAccounts } from './account-lock';
import { correctionOf, type Correction } from './address-correction';
import { isPatronsByMaking } from './patrons-account';
import { NO_NEW_ADDRESS } from '../strapi-seams/accounts';
import { getService } from '../service';
import { UIDS } from '../uids';
import { currentLocale, invalid } from '../requests/errors';
import { isUniqueViolation } from '../utils/unique-violation';
import type { OutboxMail } from '../mails/outbox-mail';
import type { StoredRegistration } from '../registrations/stored-registration';

type Planned = Exclude<Correction, { kind: 'problem' }>;

/** What a librarian's correction of a registration's address does to accounts, and whom it tells. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accounts = () => strapi.db.query(UIDS.account);
  const problem = (code: string) => invalid([{ field: 'email', code }], currentLocale(strapi));

  const withPeople = async (account: Account | undefined) => {
    if (!account) return null;
    const isOurs = isPatronsByMaking(strapi, account);
    return { ...account, isOurs, people: await getService(strapi, 'accountLinks').peopleOf(account.id) };
  };

  const follow = async (id: number, address: string) => {
    try {
      await accounts().update({ where: { id }, data: { email: address } });
    } catch (error) {
      // Somebody signed up, or was corrected, with this address a moment ago.
      throw isUniqueViolation(error) ? problem('otherAccount') : error;
    }
  };

  return {
    /**
     * What writing `data` over the locked registration `before` means for accounts, which are locked from now on; `joins`: the
     * librarian says that the other account with this address is the same family's. In the transaction of the write. Throws 400
     * on the field `email` where it cannot be, or has to be asked first.
     */
    async plan({
      before,
      data,
      joins,
    }: {
      before: StoredRegistration;
      data: Partial<Registration>;
      joins: boolean;
    }): Promise<Planned> {
      const to = data.email ?? before.email;
      if (to === before.email && !joins) return { kind: 'none' };
      const { account } = await strapi.db
        .query(UIDS.registration)
        .findOne({ where: { id: before.id }, select: ['id'], populate: { account: { select: ['id'] } } });
      const named = await accounts().findOne({ where: { email: to }, select: ['id'] });
      const locked = await lockAccounts(strapi, { id: { $in: [account?.id, named?.id].filter(Boolean) } });
      const own = locked.find(({ id }) => id === account?.id);
      const other = locked.find(({ id, email }) => email === to && id !== own?.id);
      const person = { ...before, ...data } as StoredRegistration;
      const correction = correctionOf({
        from: before.email,
        to,
        person,
        own: await withPeople(own),
        other: await withPeople(other),
        joins,
        isThere: getService(strapi, 'host').isThereAlready,
      });
      if (correction.kind === 'problem') throw problem(correction.code);
      return correction;
    },

    /** Does what was planned, once the registration is written as `after`: in the same transaction. `before` is the address it had. */
    async carryOut({
      correction,
      before,
      after,
    }: {
      correction: Planned;
      before: StoredRegistration;
      after: StoredRegistration;
    }): Promise<void> {
      const { documentId, language, mediatheque, email } = after;
      const queue = (mail: Pick<OutboxMail, 'kind'> & Partial<OutboxMail>) =>
        getService(strapi, 'outbox').queue({
          registration: documentId,
          language,
          facts: { mediatheque },
          dedupeKey: dedupeKeyOf(mail.kind, after),
          ...mail,
        });

      switch (correction.kind) {
        case 'none':
          return;
        case 'follows': {
          await follow(correction.account, email);
          const isValidation =
            after.state === 'validated' && (before.state !== 'validated' || before.validFrom !== after.validFrom);
          // A validation brings the link itself.
          if (!isValidation) await queue({ kind: 'account-link', accountId: correction.account });
          return;
        }
        case 'asks': {
          const { email: to } = await accounts().findOne({ where: { id: correction.account }, select: ['email'] });
          await accounts().update({
            where: { id: correction.account },
            data: { ...NO_NEW_ADDRESS, newAddress: email },
          });
          await queue({ kind: 'confirm-new-address', accountId: correction.account });
          if (!correction.again) await queue({ kind: 'address-corrected', facts: { mediatheque, to, signsIn: true } });
          return;
        }
        case 'returns':
          await accounts().update({ where: { id: correction.account }, data: NO_NEW_ADDRESS });
          return;
        case 'joins':
          await queue({ kind: 'person-added', accountId: correction.account });
          if (correction.told) await queue({ kind: 'address-corrected', facts: { mediatheque, to: correction.told } });
          if (correction.leaves) await getService(strapi, 'erasure').emptyAccount({ id: correction.leaves });
      }
    },
  };
};
