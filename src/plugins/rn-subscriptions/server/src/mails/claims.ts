import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { datetimeSql, IMPOSSIBLE_MS, timeSql } from '../database/clock';
import type { MailFacts } from './facts';
import { LONGEST_PAUSE, REFUSED_PATTERN } from './retry';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { batchWhileBusy } from './batch-while-busy';
import { UNSENT, type OutboxMail } from './outbox-mail';
import type { SentNote } from '../installation/state-folder';

/** What became of a claimed mail; times in milliseconds. */
export type Outcome =
  | { state: 'sent'; reasonLost: boolean }
  | { state: 'failed' | 'dismissed'; errorCode: string }
  | { state: 'waiting'; errorCode: string; attempts: number; pause: number; keepsReason: boolean };

/** What of a claimed mail its outcome is noted by. */
type Claimed = Pick<OutboxMail, 'id' | 'dedupeKey'>;
export type Claim = { token: string; mails: OutboxMail[] };

/** SQLite keeps JSON as text, and a boolean as a number. */
type ClaimedRow = Omit<OutboxMail, 'facts' | 'withReason'> & {
  facts: string | MailFacts | null;
  withReason: boolean | number;
};

/** How long a claimed mail belongs to its process, in milliseconds: several times the rhythm of its signs of life. */
export const LEASE_MS = 2 * 60 * 1000;
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
export const PROCESS = randomUUID();

const toMail = ({ facts, withReason, ...mail }: ClaimedRow): OutboxMail => ({
  ...mail,
  facts: typeof facts === 'string' ? JSON.parse(facts) : facts,
  withReason: Boolean(withReason),
});

/** Which process sends which mail of the queue, and what became of it: by leases that all measure by the database's clock. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = () => tableOf(strapi, UIDS.outboxMail);
  const leaseEnd = () => timeSql(strapi, LEASE_MS);
  /** What this process holds: the refusals whose reason it knows, and what it is sending under these tokens. */
  const held = (tokens: string[]) =>
    rows()
      .whereIn('state', UNSENT)
      .whereIn('lease_token', [PROCESS, ...tokens]);

  /** Notes at once which mails have left, each if it is still its claim's: one statement for those that leave while another is under way. */
  const recordSent = batchWhileBusy(async (sent: { mail: Claimed; token: string; reasonLost: boolean }[]) => {
    for (const reasonLost of [false, true]) {
      const these = sent.filter((one) => one.reasonLost === reasonLost);
      if (these.length === 0) continue;
      const claims = these.map(({ mail, token }) => [mail.id, token]);
      const values = {
        ...FREE,
        state: 'sent',
        sent_at: datetimeSql(strapi),
        reason_lost: reasonLost,
        last_error_code: null,
        facts: null,
        tried_at: timeSql(strapi),
      };
      const settled: SentNote[] = await rows()
        .whereIn(['id', 'lease_token'], claims)
        .update(values)
        .returning(['document_id as documentId', 'tried_at as triedAt']);
      for (const { mail } of these) getService(strapi, 'refusalReasons').forget(mail.dedupeKey);
      await getService(strapi, 'stateFolder').noteSent(settled);
    }
  });

  return {
    /**
     * Claims up to `limit` due mails in one statement, each for one process only, until the lease ends. `own` are the tokens under which
     * this process is sending: their mails are its own even where the database was away for longer than a lease. With `onlyFree`, what
     * another process held is left to it: it may not have been able to give a sign of life.
     */
    async claim({ limit, own, onlyFree }: { limit: number; own: string[]; onlyFree: boolean }): Promise<Claim> {
      const token = `${PROCESS}:${randomUUID()}`;
      const due = rows()
        .select('id')
        .whereIn('state', UNSENT)
        .where('next_attempt_at', '<=', timeSql(strapi))
        .where((free) => {
          free.whereNull('lease_token').orWhere({ state: 'waiting', lease_token: PROCESS });
          if (!onlyFree)
            free.orWhere((ended) => ended.where('lease_until', '<', timeSql(strapi)).whereNotIn('lease_token', own));
        })
        .orderBy('next_attempt_at')
        .limit(limit);
      if (strapi.db.dialect.client === 'postgres') due.forUpdate().skipLocked();

      const claimed: ClaimedRow[] = await rows()
        // Named first, since PostgreSQL may run a subquery again and so claim more than the limit.
        .with('due', due)
        .whereIn('id', strapi.db.connection.select('id').from('due'))
        .update({ state: 'sending', lease_token: token, lease_until: leaseEnd() })
        .returning(AS_CLAIMED);
      return { token, mails: claimed.sort((one, other) => one.id - other.id).map(toMail) };
    },

    /** Records what became of a claimed mail, if it is still this claim's; the reason goes with a mail that has left or never will. */
    async settle({ mail, token, outcome }: { mail: Claimed; token: string; outcome: Outcome }): Promise<void> {
      if (outcome.state === 'sent') return recordSent({ mail, token, reasonLost: outcome.reasonLost });
      const values =
        outcome.state !== 'waiting'
          ? {
              ...FREE,
              state: outcome.state,
              last_error_code: outcome.errorCode,
              ...(outcome.state === 'dismissed' ? { facts: null } : {}),
            }
          : {
              ...(outcome.keepsReason ? { lease_token: PROCESS, lease_until: leaseEnd() } : FREE),
              state: 'waiting',
              attempts: outcome.attempts,
              next_attempt_at: timeSql(strapi, outcome.pause),
              last_error_code: outcome.errorCode,
            };
      await rows()
        .where({ id: mail.id, lease_token: token })
        .update({ ...values, tried_at: timeSql(strapi) });
      if (outcome.state !== 'waiting') getService(strapi, 'refusalReasons').forget(mail.dedupeKey);
    },

    /** Keeps for this process what it is sending under these tokens, and the refusals whose reason only it knows, as long as it lives. */
    async renew(tokens: string[]): Promise<void> {
      await held(tokens).update({ lease_until: leaseEnd() });
    },

    /** Gives up what this process holds, when it stops: another sends its mails, refusals without their reason. What has left (ids) and could not be noted stays its own. */
    async release({ tokens, left }: { tokens: string[]; left: number[] }): Promise<void> {
      await held(tokens)
        .whereNotIn('id', left)
        .update({ state: 'waiting', ...FREE });
    },

    /** Makes due what waits because the server could not be reached or refused this application: whoever starts may have mended that. */
    async retryUntaken(): Promise<void> {
      await rows()
        .where({ state: 'waiting' })
        .where('next_attempt_at', '>', timeSql(strapi))
        .whereNotNull('last_error_code')
        .where((untaken) => untaken.where('last_error_code', 'like', REFUSED_PATTERN).orWhere({ attempts: 0 }))
        .update({ next_attempt_at: timeSql(strapi) });
    },

    /** Brings back to now what a clock that ran ahead has written, so that it decides nothing for longer than the clock was wrong. */
    async mendTimes(): Promise<void> {
      const unsent = () => rows().whereIn('state', UNSENT);
      const sent = () => rows().where({ state: 'sent' });
      const impossible = timeSql(strapi, IMPOSSIBLE_MS);
      await unsent()
        .where('next_attempt_at', '>', timeSql(strapi, LONGEST_PAUSE))
        .update({ next_attempt_at: timeSql(strapi) });
      // Not freed: who lives renews it, and of who does not it ends with the next lease.
      await unsent().where('lease_until', '>', impossible).update({ lease_until: leaseEnd() });
      await unsent()
        .where('tried_at', '>', impossible)
        .update({ tried_at: timeSql(strapi) });
      await unsent()
        .where('queued_at', '>', datetimeSql(strapi, IMPOSSIBLE_MS))
        .update({ queued_at: datetimeSql(strapi) });
      await sent()
        .where('tried_at', '>', impossible)
        .update({ tried_at: timeSql(strapi) });
      await sent()
        .where('sent_at', '>', datetimeSql(strapi, IMPOSSIBLE_MS))
        .update({ sent_at: datetimeSql(strapi) });
    },
  };
};
