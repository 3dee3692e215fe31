import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type {
  Alarm,
  Hold,
  MailKind,
  UndeliveredAnswer,
  UndeliveredCounts,
  UndeliveredMail,
  UndeliveredQuery,
} from '../../../shared/contracts/admin';
import { PLUGIN_ID } from '../../../shared/permissions';
import { datetimeSql, timeSql } from '../database/clock';
import { transaction } from '../database/transaction';
import { alarmOf } from './alarm';
import { failureOf } from './failure';
import { addressOf } from './receiver';
import { REFUSED_PATTERN } from './retry';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { countStates } from './count-states';
import { uniquePresent } from '../utils/unique-present';
import { UNSENT, type OutboxMail } from './outbox-mail';
import type { StoredRegistration } from '../registrations/stored-registration';

type StoredMail = OutboxMail & {
  state: 'waiting' | 'sending' | 'failed';
  queuedAt: string;
  nextAttemptAt: string;
  lastErrorCode: string | null;
};
type ActedOn = { registration: string | null; kind: MailKind };

/** A mail that was queued this recently and has met no fault is simply on its way, in milliseconds. */
const ON_ITS_WAY_MS = 2 * 60 * 1000;
const STORED = { failed: ['failed'], waiting: UNSENT };

/** The mails that have not left, for those who look after the whole network; what the dispatcher needs of the queue is in outbox.ts. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = () => tableOf(strapi, UIDS.outboxMail);
  const undelivered = (hold: Hold | null) =>
    rows().where((some) => {
      some.whereIn('state', STORED.failed).orWhere((waiting) => {
        // Nothing is on its way while the mails are on hold.
        waiting
          .whereIn('state', STORED.waiting)
          .where((late) =>
            late
              .whereNotNull('last_error_code')
              .orWhere('queued_at', '<', datetimeSql(strapi, hold ? 0 : -ON_ITS_WAY_MS))
          );
      });
    });

  const countsOf = async (hold: Hold | null): Promise<UndeliveredCounts> => {
    const countOf = await countStates(undelivered(hold));
    return { failed: countOf(STORED.failed), waiting: countOf(STORED.waiting) };
  };

  const timesOf = async (mails: Knex.QueryBuilder): Promise<{ triedAt: number | null; queuedAt: number | null }> => {
    const [{ triedAt, queuedAt }]: Record<string, unknown>[] = await mails
      .max({ triedAt: 'tried_at' })
      .min({ queuedAt: 'queued_at' });
    // PostgreSQL answers with a text and a date, SQLite with two numbers.
    return {
      triedAt: triedAt === null ? null : Number(triedAt),
      queuedAt: queuedAt === null ? null : new Date(queuedAt as number | Date).getTime(),
    };
  };

  /** The end of an index: of the many mails that were sent nothing else is asked. */
  const sentAt = async (): Promise<number | null> => {
    const [{ triedAt }]: { triedAt: number | string | null }[] = await rows()
      .where({ state: 'sent' })
      .where('tried_at', '<=', timeSql(strapi))
      .max({ triedAt: 'tried_at' });
    return triedAt === null ? null : Number(triedAt);
  };

  const alarm = async (): Promise<Alarm | null> => {
    const waiting = () => rows().whereIn('state', STORED.waiting);
    const [lastSentAt, refused, late, putOff] = await Promise.all([
      sentAt(),
      timesOf(waiting().where('last_error_code', 'like', REFUSED_PATTERN)),
      // A mail that had failed and is being sent again is old, and yet waits since a moment ago only.
      // One that its receiver's mailbox puts off tells nothing of the others.
      timesOf(waiting().where((some) => some.whereNot('last_error_code', 'like', '% RCPT %').orWhereNull('tried_at'))),
      timesOf(waiting().where('last_error_code', 'like', '% RCPT %')),
    ]);
    return alarmOf({
      lastSentAt,
      lastRefusedAt: refused.triedAt,
      refusedQueuedAt: refused.queuedAt,
      oldestQueuedAt: late.queuedAt,
      oldestPutOffAt: putOff.queuedAt,
      now: getService(strapi, 'clock').now(),
    });
  };

  /** What the rows say, with the people and libraries they refer to, in as many queries as for one. */
  const shown = async (mails: StoredMail[], hold: Hold | null): Promise<UndeliveredMail[]> => {
    const [registrations, accounts]: [
      StoredRegistration[],
      { id: number; email: string; newAddress: string | null }[],
    ] = await Promise.all([
      strapi.db
        .query(UIDS.registration)
        .findMany({ where: { documentId: { $in: uniquePresent(mails.map((mail) => mail.registration)) } } }),
      strapi.db.query(UIDS.account).findMany({
        where: { id: { $in: uniquePresent(mails.map((mail) => mail.accountId)) } },
        select: ['id', 'email', 'newAddress'],
      }),
    ]);
    const registrationOf = new Map(registrations.map((one) => [one.documentId, one]));
    const accountOf = new Map(accounts.map((one) => [one.id, one]));
    const libraryIdOf = (mail: StoredMail) =>
      mail.facts?.mediatheque ?? registrationOf.get(mail.registration ?? '')?.mediatheque;
    const libraries = await getService(strapi, 'mediatheques').byDocumentIds(uniquePresent(mails.map(libraryIdOf)));
    const held = hold ? await getService(strapi, 'hold').among(mails.map((mail) => mail.documentId)) : new Set();
    const networkEmail = strapi.plugin(PLUGIN_ID).config<string>('networkEmail');

    return mails.map((mail) => {
      const registration = registrationOf.get(mail.registration ?? '');
      const library = libraries.get(libraryIdOf(mail) ?? '');
      const state = mail.state === 'failed' ? 'failed' : 'waiting';
      return {
        documentId: mail.documentId,
        kind: mail.kind,
        state,
        queuedAt: new Date(mail.queuedAt).toISOString(),
        failure: mail.lastErrorCode ? failureOf(mail.lastErrorCode) : null,
        nextAttemptAt:
          state === 'waiting' && mail.lastErrorCode ? new Date(Number(mail.nextAttemptAt)).toISOString() : null,
        attempts: mail.attempts,
        registration: registration?.documentId ?? null,
        patronName: registration ? `${registration.firstName} ${registration.lastName}` : null,
        mediatheque: library?.label ?? null,
        address: addressOf({
          mail,
          registration,
          account: accountOf.get(mail.accountId ?? NaN),
          mediatheque: library,
          networkEmail,
        }),
        // The process that knew it forgot it with the failure.
        reasonLost: state === 'failed' && mail.withReason,
        held: held.has(mail.documentId),
      };
    });
  };

  /** Takes mails out of the state they are in, and writes down who did so. */
  const act = async (
    action: 'mailSentAgain' | 'mailDismissed',
    which: Record<string, string>,
    values: Record<string, unknown>
  ): Promise<number> => {
    const mails = await transaction(strapi, async ({ trx }): Promise<ActedOn[]> => {
      const taken: ActedOn[] = await rows()
        .transacting(trx)
        .where(which)
        .update(values)
        .returning(['registration', 'kind']);
      await getService(strapi, 'history').recordMails({ action, mails: taken });
      return taken;
    });
    return mails.length;
  };

  const retryFailed = (which: Record<string, string>) =>
    act(
      'mailSentAgain',
      { ...which, state: 'failed' },
      { state: 'waiting', attempts: 0, next_attempt_at: timeSql(strapi), last_error_code: null }
    );

  return {
    alarm,

    /** What the alarm and the link to the page say. */
    async summary(): Promise<{ counts: UndeliveredCounts; alarm: Alarm | null; hold: Hold | null }> {
      const hold = await getService(strapi, 'hold').state();
      return { counts: await countsOf(hold), alarm: await alarm(), hold };
    },

    /** One page of the mails that have not left: those that failed first, then the oldest. */
    async list({
      page,
      pageSize,
      state,
    }: UndeliveredQuery & { page: number; pageSize: number }): Promise<UndeliveredAnswer> {
      const hold = await getService(strapi, 'hold').state();
      const counts = await countsOf(hold);
      const total = state ? counts[state] : counts.failed + counts.waiting;
      const wanted = undelivered(hold);
      if (state) wanted.whereIn('state', STORED[state]);
      const ids: number[] = await wanted
        .orderByRaw(`case when state = 'failed' then 0 else 1 end`)
        .orderBy(['queued_at', 'id'])
        .offset((page - 1) * pageSize)
        .limit(pageSize)
        .pluck('id');
      const mails: StoredMail[] = await strapi.db.query(UIDS.outboxMail).findMany({ where: { id: { $in: ids } } });
      mails.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      return {
        data: await shown(mails, hold),
        meta: {
          pagination: { page, pageSize, pageCount: Math.max(1, Math.ceil(total / pageSize)), total },
          counts,
          alarm: await alarm(),
          hold,
        },
      };
    },

    /**
     * Tries a mail again now, if it has failed or waits: to the address as it is by then. `registration` (documentId) is the
     * one it must belong to, where the reader sees no other. Returns whether there was such a mail.
     */
    async sendAgain({ documentId, registration }: { documentId: string; registration?: string }): Promise<boolean> {
      const which = { document_id: documentId, ...(registration ? { registration } : {}) };
      const count =
        (await retryFailed(which)) ||
        (await act('mailSentAgain', { ...which, state: 'waiting' }, { next_attempt_at: timeSql(strapi) }));
      getService(strapi, 'queueSignal').publish();
      return count > 0;
    },

    /** Tries every mail that failed again, and returns how many they are. */
    async sendAllAgain(): Promise<number> {
      const count = await retryFailed({});
      getService(strapi, 'queueSignal').publish();
      return count;
    },

    /** Gives up a mail (documentId) that failed and was settled otherwise. Returns whether there was such a mail. */
    async dismiss(documentId: string): Promise<boolean> {
      return (
        (await act(
          'mailDismissed',
          { document_id: documentId, state: 'failed' },
          { state: 'dismissed', facts: null }
        )) > 0
      );
    },
  };
};
