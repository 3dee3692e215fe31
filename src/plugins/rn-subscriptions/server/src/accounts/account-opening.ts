import type { Core } from '@strapi/strapi';
import type { Belongs } from '../../../shared/contracts/public-requests';
import { NO_NEW_ADDRESS } from '../strapi-seams/accounts';
import { requireOwnPassword } from './own-password';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { currentLocale, invalid } from '../requests/errors';
import { isUniqueViolation } from '../utils/unique-violation';
import type { Opening, Proof } from './account-links';
import { lockAccounts } from './account-lock';
import { lockRegistration } from '../registrations/registration-lock';
import type { StoredRegistration } from '../registrations/stored-registration';

/** Opening an account by its link: the password, the address, and who of those asked for at it belongs there. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const problem = (field: string, code: string) => invalid([{ field, code }], currentLocale(strapi));

  /** Who waits for a word of whoever opens the account: nobody once it is open. Registrations before their account, as the other doors take them. */
  const lockWaiting = async (id: number): Promise<StoredRegistration[]> => {
    const people = await getService(strapi, 'accountLinks').peopleOf(id);
    for (const one of people) await lockRegistration(strapi, { id: one.id });
    const [account] = await lockAccounts(strapi, { id });
    if (!account) throw problem('token', 'goneLink');
    return account.confirmed ? [] : getService(strapi, 'accountLinks').peopleOf(id);
  };

  /** Erases who is nobody's of the address, and tells the library, which may have decided already. */
  const disown = async ({ id, documentId, mediatheque, registeredOn }: StoredRegistration) => {
    await getService(strapi, 'erasure').registration({ where: { id } });
    await getService(strapi, 'outbox').queue({
      kind: 'person-unknown',
      dedupeKey: `person-unknown:${documentId}`,
      language: 'fr',
      facts: { mediatheque, registeredOn },
    });
  };

  /** The account moves to the address that its link was mailed to: past the hook, to which another address is one that nobody has confirmed. */
  const move = async (id: number, address: string) =>
    transaction(strapi, async ({ trx }) => {
      const moved = tableOf(strapi, UIDS.account)
        .transacting(trx)
        .where({ id, new_address: address })
        .update({
          email: address,
          // A name of the host's giving stays.
          username: strapi.db.connection.raw('case when username = email then ? else username end', [address]),
        });
      const rows = await moved.catch((error: unknown) => {
        throw isUniqueViolation(error) ? problem('token', 'takenAddress') : error;
      });
      // Corrected once more, or back.
      if (rows === 0) throw problem('token', 'goneLink');
    });

  const openTo = async ({ opening, password }: { opening: Opening; password: string }) => {
    const { account, movesTo } = opening;
    if (movesTo) await move(account.id, movesTo);
    await strapi.db
      .query(UIDS.account)
      .update({ where: { id: account.id }, data: { password, confirmed: true, ...(movesTo ? NO_NEW_ADDRESS : {}) } });
  };

  return {
    /**
     * Opens the account of this proof with `password`, and decides about everybody who was asked for at an address that nobody had
     * confirmed: `family` stays, `unknown` is erased and their library told. One transaction. Returns the address to sign in with, or null
     * where nobody was left and the account is gone. Throws a 400 where the link does not open, the password is no good, or
     * somebody was not decided about.
     */
    async open(input: {
      proof: Proof;
      password: string | undefined;
      people: Record<string, Belongs>;
    }): Promise<string | null> {
      const { proof, password, people: belongs } = input;
      const { account: found } = await getService(strapi, 'accountLinks').find(proof);
      if (password) await requireOwnPassword(strapi, { password, account: found.id });
      // Slow, and of nothing that can change meanwhile.
      const hashed =
        password &&
        (await strapi.plugin('users-permissions').service('user').ensureHashedPasswords({ password })).password;
      const identifier = await transaction(strapi, async () => {
        const waiting = await lockWaiting(found.id);
        // Once more, under the lock: a librarian may have corrected the address while the password was hashed.
        const opening = await getService(strapi, 'accountLinks').find(proof);
        if (waiting.some(({ documentId }) => !belongs[documentId])) throw problem('people', 'undecided');
        const unknown = waiting.filter(({ documentId }) => belongs[documentId] === 'unknown');
        const isAnybody = waiting.length === 0 || unknown.length < waiting.length;
        if (isAnybody && !hashed) throw problem('password', 'required');
        await getService(strapi, 'accountLinks').use({ link: opening.link, proof });
        for (const one of unknown) await disown(one);
        if (!isAnybody) return null;
        await openTo({ opening, password: hashed });
        await getService(strapi, 'host').publishAfterCommit({ name: 'accountConfirmed', account: opening.account.id });
        return opening.movesTo ?? opening.account.email;
      });
      if (Object.values(belongs).includes('unknown')) await getService(strapi, 'erasure').cleanUp();
      return identifier;
    },
  };
};
