import type { Core } from '@strapi/strapi';
import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages/locale';
import { dedupeKeyOf, type MadeChange } from '../../../shared/registration-change';
import { datetimeSql } from '../database/clock';
import { transaction } from '../database/transaction';
import type { AccountMailKind } from './texts/account-mails';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { isUniqueViolation } from '../utils/unique-violation';
import { LEASE_MS, PROCESS } from './claims';
import type { StoredRegistration } from '../registrations/stored-registration';
import type { OutboxMail } from './outbox-mail';

/** How long a mail is remembered once it has left, in milliseconds. */
const SENT_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** Rows that one cleaning moves into the history: more than are sent in an hour. */
const MOVED_AT_ONCE = 5000;
/** More than the time as it is counted here can be ahead of the database's, in milliseconds. */
const MOMENT_MS = 1000;

/** Of the mail that announces the erasure of an expired registration: one for each expiry. */
export const dedupeKeyOfNotice = ({
  documentId,
  expiresOn,
}: Pick<StoredRegistration, 'documentId' | 'expiresOn'>): string => `deletion-notice:${documentId}:${expiresOn}`;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = () => tableOf(strapi, UIDS.outboxMail);

  /** Adds a mail that is due now, in the current transaction. */
  const insert = async (mail: Partial<OutboxMail>) => {
    const now = getService(strapi, 'clock').now();
    // From the start: no other process may send a refusal whose reason it does not know while this one lives.
    const lease = mail.withReason ? { leaseToken: PROCESS, leaseUntil: now + LEASE_MS } : {};
    // Due at once, though the time is counted here and compared there. `create` would read the row again.
    await strapi.db
      .query(UIDS.outboxMail)
      .createMany({ data: [{ ...mail, ...lease, queuedAt: new Date(now), nextAttemptAt: now - MOMENT_MS }] });
  };

  return {
    /** Queues the mails that a change owes, in the current transaction, and says so once it is committed. */
    async queueForChange(input: { registration: StoredRegistration; change: MadeChange }) {
      const { registration, change } = input;
      for (const kind of change.mails) {
        const dedupeKey = dedupeKeyOf(kind, registration);
        await insert({
          kind,
          dedupeKey,
          registration: registration.documentId,
          // A library reads French; its patrons read what they signed up in.
          language: kind === 'new-request' ? 'fr' : registration.language,
          facts: {
            mediatheque: registration.mediatheque,
            validFrom: registration.validFrom,
            expiresOn: registration.expiresOn,
          },
          // `decisions` has kept it by this very key, which it foretold.
          withReason: getService(strapi, 'refusalReasons').has(dedupeKey),
        });
      }
      if (change.mails.length > 0) await this.publishAfterCommit();
    },

    /**
     * Queues a mail to an account, in which no registration is involved: one of a kind for each `occasion`, and no more than
     * the day's limit allows to its address (`isKnownHere`: asked for from where its owner has signed in). Not in a transaction. Returns 0, or for how many seconds the limit holds.
     */
    async queueForAccount(mail: {
      kind: AccountMailKind;
      account: { id: number; email: string };
      language: Locale;
      occasion: string;
      isKnownHere?: boolean;
    }): Promise<number> {
      const { kind, account, language, occasion, isKnownHere } = mail;
      const dedupeKey = `${kind}:${account.id}:${occasion}`;
      try {
        return await transaction(strapi, async () => {
          const seconds = await getService(strapi, 'limits').secondsToNextMail(account.email, { isKnownHere });
          if (seconds > 0) return seconds;
          await insert({ kind, dedupeKey, accountId: account.id, language });
          await this.publishAfterCommit();
          return 0;
        });
      } catch (error) {
        // Queued before: not counted again either.
        if (isUniqueViolation(error)) return 0;
        throw error;
      }
    },

    /** Whether a mail with this key was queued, whatever became of it. */
    isQueued: async (dedupeKey: string): Promise<boolean> =>
      (await strapi.db.query(UIDS.outboxMail).count({ where: { dedupeKey } })) > 0,

    /** Queues the mail that announces the erasure of an expired registration from `erasedFrom` (`YYYY-MM-DD`) on, in the current transaction: one for each expiry. */
    async queueDeletionNotice({ registration, erasedFrom }: { registration: StoredRegistration; erasedFrom: string }) {
      const { documentId, language, mediatheque, expiresOn } = registration;
      const facts = { mediatheque, expiresOn, erasedFrom };
      await insert({
        kind: 'deletion-notice',
        dedupeKey: dedupeKeyOfNotice(registration),
        registration: documentId,
        language,
        facts,
      });
      await this.publishAfterCommit();
    },

    /** Queues a mail that somebody's act owes, in the current transaction. */
    async queue(mail: Pick<OutboxMail, 'kind' | 'dedupeKey' | 'language'> & Partial<OutboxMail>) {
      await insert(mail);
      await this.publishAfterCommit();
    },

    /** Says that something is due, once the current transaction is committed. */
    async publishAfterCommit() {
      await transaction(strapi, ({ onCommit }) => onCommit(() => getService(strapi, 'queueSignal').publish()));
    },

    /** Moves what was sent more than thirty days ago into the history, and deletes what is that old and was settled otherwise. */
    async deleteOld() {
      const longAgo = () => datetimeSql(strapi, -SENT_KEPT_MS);
      await transaction(strapi, async ({ trx }) => {
        const old = rows()
          .transacting(trx)
          .select('id', 'registration', 'kind', 'sent_at as sentAt')
          .where({ state: 'sent' })
          .where('sent_at', '<', longAgo())
          .limit(MOVED_AT_ONCE);
        // Locked, so that two servers write no line twice; SQLite has one writer anyway.
        if (strapi.db.dialect.client === 'postgres') old.forUpdate().skipLocked();
        const sent: { id: number; registration: string | null; kind: MailKind; sentAt: string | Date }[] = await old;
        await getService(strapi, 'history').recordSent(sent);
        await rows()
          .transacting(trx)
          .whereIn(
            'id',
            sent.map(({ id }) => id)
          )
          .delete();
      });
      await rows().where({ state: 'dismissed' }).where('queued_at', '<', longAgo()).delete();
    },
  };
};
