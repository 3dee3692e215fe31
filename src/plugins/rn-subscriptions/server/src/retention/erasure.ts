import type { Core } from '@strapi/strapi';
import { clearTraces } from '../database/traces';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { NO_NEW_ADDRESS } from '../strapi-seams/accounts';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import type { Account as StoredAccount } from '../accounts/account-links';
import { lockAccounts } from '../accounts/account-lock';
import { lockRegistration } from '../registrations/registration-lock';
import type { StoredRegistration } from '../registrations/stored-registration';
import { inScope, type Scope } from '../registrations/scopes';

type Account = { id: number; documentId: string; confirmed: boolean | null; createdAt: string };
/** A registration about to be erased, as it is stored under the lock, with its account. */
export type Erasable = StoredRegistration & {
  account: Account | null;
  decidedOn: string | null;
  deletionNoticeOn: string | null;
  updatedAt: string;
};

/** What is read with a registration to say whether it is due, and to erase it. */
export const TO_ERASE = { account: { select: ['id', 'documentId', 'confirmed', 'createdAt'] } };

/** The registration that `where` finds, locked in the current transaction, as it is read under the lock; `where` names its own columns only. */
export const lockErasable = async (strapi: Core.Strapi, where: Record<string, unknown>): Promise<Erasable | null> => {
  const locked = await lockRegistration(strapi, where);
  return locked && strapi.db.query(UIDS.registration).findOne({ where: { id: locked.id }, populate: TO_ERASE });
};

/** The one way a person leaves: the patron's « supprimer mon compte », the librarian's « effacer », the nightly job and the replay of the ledger end here. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** Takes the queued and the sent mails out of the queue: they hold no text, but they name whom they are about. */
  const eraseMails = async (where: { registration: string } | { accountId: number }) => {
    const mails: { dedupeKey: string }[] = await strapi.db
      .query(UIDS.outboxMail)
      .findMany({ where, select: ['dedupeKey'] });
    for (const { dedupeKey } of mails) getService(strapi, 'refusalReasons').forget(dedupeKey);
    await strapi.db.query(UIDS.outboxMail).deleteMany({ where });
  };

  /** One that the site has made for itself stays, without what was ours in it; its sessions keep their ends, lest one that was ended opens it again. */
  const eraseAccount = async ({ id, documentId, madeBySubscriptions }: StoredAccount) => {
    await eraseMails({ accountId: id });
    await getService(strapi, 'accountLinks').forget(documentId);
    await getService(strapi, 'askedPeople').forget(documentId);
    if (!madeBySubscriptions) {
      await strapi.db.query(UIDS.account).update({ where: { id }, data: NO_NEW_ADDRESS });
      return;
    }
    await strapi.db.query(UIDS.account).delete({ where: { id } });
    await getService(strapi, 'erasureLedger').add({ kind: 'account', documentId });
  };

  /** Erases the account, or lets it go where it is the site's, when nobody is left on it. Locked, so that two last registrations that leave at once do not each wait for the other. */
  const eraseEmptyAccount = async ({ id }: Pick<Account, 'id'>) => {
    const [account] = await lockAccounts(strapi, { id });
    if (!account || (await strapi.db.query(UIDS.registration).count({ where: { account: { id } } })) > 0) return;
    await eraseAccount(account);
  };

  const eraseOne = async ({ id, documentId, mediatheque, account }: Erasable) => {
    const events = await strapi.db.query(UIDS.event).findMany({ where: { registration: documentId } });
    await getService(strapi, 'statistics').keep({ mediatheque, events });
    await strapi.db.query(UIDS.event).deleteMany({ where: { registration: documentId } });
    await eraseMails({ registration: documentId });
    await strapi.db.query(UIDS.registration).delete({ where: { id } });
    await getService(strapi, 'erasureLedger').add({ kind: 'registration', documentId });
    await getService(strapi, 'host').publishAfterCommit({
      name: 'registrationErased',
      registration: documentId,
      mediatheque,
    });
    if (account) await eraseEmptyAccount(account);
  };

  return {
    emptyAccount: eraseEmptyAccount,

    /**
     * Once erasures are committed: writes the ledger's file, and takes from the database's own what is left of whom was erased; from a
     * large one only with `evenLarge`, at night. Where that fails the erasures hold all the same, and the nightly job tries again.
     */
    async cleanUp({ evenLarge = false }: { evenLarge?: boolean } = {}): Promise<void> {
      await getService(strapi, 'erasureLedger')
        .copyToFile()
        .catch((error) =>
          strapi.log.error(
            `rn-subscriptions: the ledger of erasures could not be written to its file (${codeOf(error)}): see the setting erasureLedger.`
          )
        );
      await clearTraces(strapi, { evenLarge }).catch((error) =>
        strapi.log.error(
          `rn-subscriptions: the database’s file could not be written anew (${codeOf(error)}): traces of whom was erased stay in it until the next night.`
        )
      );
    },

    /**
     * Erases the registration that `where` finds, its history and its mails, and its account when nobody is left on it and a sign-up here has made it;
     * what stays is a count. `where` names its own columns only, and is read under the lock, as is `ifStill`: whoever
     * changed the row meanwhile is heard. One transaction. Returns whether there was something to erase.
     */
    async registration({
      where,
      ifStill = () => true,
    }: {
      where: Record<string, unknown>;
      ifStill?: (found: Erasable) => boolean | Promise<boolean>;
    }): Promise<boolean> {
      return transaction(strapi, async () => {
        const found = await lockErasable(strapi, where);
        if (!found || !(await ifStill(found))) return false;
        await eraseOne(found);
        return true;
      });
    },

    /** Erases the registration with this documentId, if it is in scope. Returns whether it was there. */
    async fromScope(scope: Scope, documentId: string): Promise<boolean> {
      return this.registration({ where: { $and: [inScope(scope), { documentId }] } });
    },

    /**
     * Erases everybody on an account (its id), and the account unless it is the site's, in one transaction; in another who was added
     * meanwhile. Returns how many registrations that were.
     */
    async account(id: number): Promise<number> {
      const eraseAll = () =>
        transaction(strapi, async () => {
          const people: { id: number }[] = await strapi.db
            .query(UIDS.registration)
            .findMany({ where: { account: { id } }, select: ['id'], orderBy: { id: 'asc' } });
          let count = 0;
          // Registrations before their account, as the other doors take them: whoever is first, the other waits.
          for (const one of people) if (await this.registration({ where: { id: one.id } })) count += 1;
          await eraseEmptyAccount({ id });
          return count;
        });
      let count = 0;
      do count += await eraseAll();
      while ((await strapi.db.query(UIDS.registration).count({ where: { account: { id } } })) > 0);
      return count;
    },
  };
};
