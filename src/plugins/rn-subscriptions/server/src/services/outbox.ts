import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages';
import { dedupeKeyOf, type MadeChange } from '../../../shared/registration-change';
import { transaction } from '../database/transaction';
import type { AccountMailKind } from '../mail/account-mails';
import type { MailFacts } from '../mail/facts';
import { getService, tableOf, UIDS } from '../utils';
import { countStates } from '../utils/count-states';
import { together } from '../utils/together';
import { isUniqueViolation } from '../utils/unique-violation';
import type { StoredRegistration } from './registrations';
import type { SentNote } from './state-folder';

export type OutboxMail = {
  id: number;
  documentId: string;
  kind: MailKind;
  dedupeKey: string;
  registration: string | null;
  accountId: number | null;
  language: Locale;
  facts: MailFacts | null;
  attempts: number;
  withReason: boolean;
};

/** What became of a claimed mail. */
export type Outcome =
  | { state: 'sent'; reasonLost: boolean }
  | { state: 'failed'; errorCode: string }
  | { state: 'waiting'; errorCode: string; attempts: number; nextAttemptAt: number; keepsReason: boolean };

/** SQLite keeps JSON as text, and a boolean as a number. */
type ClaimedRow = Omit<OutboxMail, 'facts' | 'withReason'> & { facts: string | MailFacts | null; withReason: boolean | number };

const toMail = ({ facts, withReason, ...mail }: ClaimedRow): OutboxMail => ({
  ...mail,
  facts: typeof facts === 'string' ? JSON.parse(facts) : facts,
  withReason: Boolean(withReason),
});

type Sent = { mail: Claimed; token: string; reasonLost: boolean };
/** What of a claimed mail its outcome is noted by. */
type Claimed = Pick<OutboxMail, 'id' | 'dedupeKey'>;

type Claim = { token: string; mails: OutboxMail[] };

/** How long a claimed mail belongs to its process, in milliseconds: well over the time one SMTP exchange may take. */
const LEASE = 2 * 60 * 1000;
/** How long a mail is remembered once it has left, in milliseconds. */
const KEPT = 30 * 24 * 60 * 60 * 1000;
/** Rows that one cleaning moves into the history: more than are sent in an hour. */
const MOVED_AT_ONCE = 5000;
const AS_CLAIMED = [
  'id',
  'document_id as documentId',
  'kind',
  'dedupe_key as dedupeKey',
  'registration',
  'account_id as accountId',
  'language',
  'facts',
  'attempts',
  'with_reason as withReason',
];
/** What a row says that belongs to nobody. */
const FREE = { lease_token: null, lease_until: 0 };
/** Names this process on rows whose refusal reason only this process knows. */
const PROCESS = randomUUID();

/** Of the mail that announces the erasure of an expired registration: one for each expiry. */
export const dedupeKeyOfNotice = ({ documentId, expiresOn }: Pick<StoredRegistration, 'documentId' | 'expiresOn'>): string => `deletion-notice:${documentId}:${expiresOn}`;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection;
  const rows = () => tableOf(strapi, UIDS.outboxMail);
  /** What this process holds: the refusals whose reason it knows, and what it is sending under these tokens. */
  const leased = (claims: string[]) =>
    rows().whereIn('state', ['waiting', 'sending']).whereIn('lease_token', [PROCESS, ...claims]);

  /** Whether a receipt is one too many of the day's to an address that anybody may have typed; what staff and scripts write is theirs to know. */
  const isUnaskedFor = async (address: string): Promise<boolean> => {
    const ctx = strapi.requestContext.get();
    // Who is signed in as a patron may have typed somebody else's address to become one.
    const isKnown = ctx?.state.user && (!('confirmed' in ctx.state.user) || ctx.state.user.confirmed);
    return Boolean(ctx && !isKnown) && (await getService(strapi, 'limits').secondsToNextMail(address)) > 0;
  };

  /** Adds a mail that is due now, in the current transaction. */
  const insert = async (mail: Partial<OutboxMail> & { leaseToken?: string; leaseUntil?: number }) => {
    // `create` would read the row again.
    await strapi.db.query(UIDS.outboxMail).createMany({ data: [{ ...mail, queuedAt: new Date(), nextAttemptAt: Date.now() }] });
  };

  /** Notes at once which mails have left, each if it is still its claim's: one statement for those that leave while another is under way. */
  const recordSent = together(async (sent: Sent[]) => {
    for (const reasonLost of [false, true]) {
      const these = sent.filter((one) => one.reasonLost === reasonLost);
      if (these.length === 0) continue;
      const claims = these.map(({ mail, token }) => [mail.id, token]);
      const values = { ...FREE, state: 'sent', sent_at: new Date(), reason_lost: reasonLost, last_error_code: null, facts: null, tried_at: Date.now() };
      const settled: SentNote[] = await rows().whereIn(['id', 'lease_token'], claims).update(values).returning(['document_id as documentId', 'tried_at as triedAt']);
      for (const { mail } of these) getService(strapi, 'reasons').forget(mail.dedupeKey);
      await getService(strapi, 'stateFolder').noteSent(settled);
    }
  });

  return {
    /** Queues the mails that a change owes, in the current transaction, and wakes the dispatcher once it is committed. */
    async queueForChange(input: { registration: StoredRegistration; change: MadeChange }) {
      const { registration, change } = input;
      for (const kind of change.mails) {
        if (kind === 'receipt' && (await isUnaskedFor(registration.email))) continue;
        const dedupeKey = dedupeKeyOf(kind, registration);
        const withReason = getService(strapi, 'reasons').has(dedupeKey);
        await insert({
          kind,
          dedupeKey,
          registration: registration.documentId,
          // A library reads French; its patrons read what they signed up in.
          language: kind === 'new-request' ? 'fr' : registration.language,
          facts: { mediatheque: registration.mediatheque, validFrom: registration.validFrom, expiresOn: registration.expiresOn },
          withReason,
          // From the start: no other process may send a refusal whose reason it does not know while this one lives.
          ...(withReason ? { leaseToken: PROCESS, leaseUntil: Date.now() + LEASE } : {}),
        });
      }
      if (change.mails.length > 0) await this.wakeAfterCommit();
    },

    /**
     * Queues a mail to an account, in which no registration is involved: one of a kind for each `occasion`, and no more than
     * the day's limit allows to its address. Not in a transaction. Returns 0, or for how many seconds the limit holds.
     */
    async queueForAccount(mail: { kind: AccountMailKind; account: { id: number; email: string }; language: Locale; occasion: string }): Promise<number> {
      const { kind, account, language, occasion } = mail;
      const dedupeKey = `${kind}:${account.id}:${occasion}`;
      try {
        return await transaction(strapi, async () => {
          const seconds = await getService(strapi, 'limits').secondsToNextMail(account.email);
          if (seconds > 0) return seconds;
          await insert({ kind, dedupeKey, accountId: account.id, language });
          await this.wakeAfterCommit();
          return 0;
        });
      } catch (error) {
        // Queued before: not counted again either.
        if (isUniqueViolation(error)) return 0;
        throw error;
      }
    },

    /** Whether a mail with this key was queued, whatever became of it. */
    isQueued: async (dedupeKey: string): Promise<boolean> => (await strapi.db.query(UIDS.outboxMail).count({ where: { dedupeKey } })) > 0,

    /** Queues the mail that announces the erasure of an expired registration from `erasedFrom` (`YYYY-MM-DD`) on, in the current transaction: one for each expiry. */
    async queueDeletionNotice({ registration, erasedFrom }: { registration: StoredRegistration; erasedFrom: string }) {
      const { documentId, language, mediatheque, expiresOn } = registration;
      const facts = { mediatheque, expiresOn, erasedFrom };
      await insert({ kind: 'deletion-notice', dedupeKey: dedupeKeyOfNotice(registration), registration: documentId, language, facts });
      await this.wakeAfterCommit();
    },

    /** Queues a mail that a librarian's act owes somebody, in the current transaction. */
    async queue(mail: Pick<OutboxMail, 'kind' | 'dedupeKey' | 'registration' | 'language'> & Partial<OutboxMail>) {
      await insert(mail);
      await this.wakeAfterCommit();
    },

    /** A hint, no more: where it is lost, the dispatcher finds the mail at its next round. */
    async wakeAfterCommit() {
      await transaction(strapi, ({ onCommit }) => onCommit(() => getService(strapi, 'dispatcher').wake()));
    },

    /** Claims up to `limit` due mails in one statement, each for one process only, until the lease ends. */
    async claim(limit: number): Promise<Claim> {
      const now = Date.now();
      const token = `${PROCESS}:${randomUUID()}`;
      const due = rows()
        .select('id')
        .whereIn('state', ['waiting', 'sending'])
        .where('next_attempt_at', '<=', now)
        .where((free) => free.where('lease_until', '<', now).orWhere({ state: 'waiting', lease_token: PROCESS }))
        .orderBy('next_attempt_at')
        .limit(limit);
      if (strapi.db.dialect.client === 'postgres') due.forUpdate().skipLocked();

      const claimed: ClaimedRow[] = await rows()
        // Named first, since PostgreSQL may run a subquery again and so claim more than the limit.
        .with('due', due)
        .whereIn('id', knex().select('id').from('due'))
        .update({ state: 'sending', lease_token: token, lease_until: now + LEASE })
        .returning(AS_CLAIMED);
      const mails = claimed.sort((one, other) => one.id - other.id).map(toMail);
      return { token, mails };
    },

    /** Records what became of a claimed mail, if it is still this claim's; the reason goes with a mail that has left or never will. */
    async settle({ mail, token, outcome }: { mail: Claimed; token: string; outcome: Outcome }) {
      if (outcome.state === 'sent') return recordSent({ mail, token, reasonLost: outcome.reasonLost });
      const values =
        outcome.state === 'failed'
          ? { ...FREE, state: 'failed', last_error_code: outcome.errorCode }
          : {
              ...(outcome.keepsReason ? { lease_token: PROCESS, lease_until: Date.now() + LEASE } : FREE),
              state: 'waiting',
              attempts: outcome.attempts,
              next_attempt_at: outcome.nextAttemptAt,
              last_error_code: outcome.errorCode,
            };
      await rows().where({ id: mail.id, lease_token: token }).update({ ...values, tried_at: Date.now() });
      if (outcome.state === 'failed') getService(strapi, 'reasons').forget(mail.dedupeKey);
    },

    /** Gives up the leases of this process, when it stops: another sends its mails, refusals without their reason. */
    async releaseLeases(claims: string[]) {
      await leased(claims).update({ state: 'waiting', ...FREE });
    },

    /** Moves what was sent more than thirty days ago into the history, and deletes what is that old and was settled otherwise. */
    async deleteOld() {
      const longAgo = new Date(Date.now() - KEPT);
      await transaction(strapi, async ({ trx }) => {
        const old = rows().transacting(trx).select('id', 'registration', 'kind', 'sent_at as sentAt').where({ state: 'sent' }).where('sent_at', '<', longAgo).limit(MOVED_AT_ONCE);
        // Locked, so that two servers write no line twice; SQLite has one writer anyway.
        if (strapi.db.dialect.client === 'postgres') old.forUpdate().skipLocked();
        const sent: { id: number; registration: string | null; kind: MailKind; sentAt: string | Date }[] = await old;
        await getService(strapi, 'history').recordSent(sent);
        await rows().transacting(trx).whereIn('id', sent.map(({ id }) => id)).delete();
      });
      await rows().where({ state: 'dismissed' }).where('queued_at', '<', longAgo).delete();
    },

    /** How the queue is, for monitoring: counts and times, and nobody's data. */
    async health() {
      const countOf = await countStates(rows().whereIn('state', ['waiting', 'sending', 'failed']));
      const query = strapi.db.query(UIDS.outboxMail);
      const [oldest] = await query.findMany({ where: { state: { $in: ['waiting', 'sending'] } }, select: ['queuedAt'], orderBy: { queuedAt: 'asc' }, limit: 1 });
      const [last] = await query.findMany({ where: { state: 'sent' }, select: ['sentAt'], orderBy: { sentAt: 'desc' }, limit: 1 });
      return {
        waiting: countOf(['waiting', 'sending']),
        failed: countOf(['failed']),
        oldestWaitingSeconds: oldest ? Math.round((Date.now() - new Date(oldest.queuedAt).getTime()) / 1000) : null,
        lastSentAt: last ? new Date(last.sentAt).toISOString() : null,
        paused: getService(strapi, 'dispatcher').isPaused(),
        alarm: await getService(strapi, 'undelivered').alarm(),
      };
    },

    /** Keeps for this process what it is sending under these tokens, and the refusals whose reason only it knows, as long as it lives. */
    async renewLeases(claims: string[]) {
      await leased(claims).update({ lease_until: Date.now() + LEASE });
    },
  };
};
