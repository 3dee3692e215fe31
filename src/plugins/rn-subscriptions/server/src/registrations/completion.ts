import type { Core } from '@strapi/strapi';
import { completionOf, TOLD_WITHIN } from '../../../shared/completion';
import { recordedOf } from '../../../shared/registration-change';
import type { State } from '../../../shared/registration-state';
import { UNRECORDED } from '../database/indexes';
import { datetimeSql } from '../database/clock';
import { inSchema } from '../database/in-schema';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import { lockRegistration } from './registration-lock';
import type { StoredRegistration } from './stored-registration';

/** Rows that are looked for at once. */
const BATCH = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

type Row = StoredRegistration & {
  recordedState: State | null;
  recordedValidFrom: string | null;
  decidedOn: string | null;
  createdAt: string | null;
  updatedAt: string | null;
};

/** How many were completed, how many mails were queued for that, and how many were left: the rules refuse what they hold. */
export type CompletionReport = { completed: number; mailed: number; left: number };

/** The net below the hooks: what was written without its history and its mails is completed at a start. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const report: CompletionReport = { completed: 0, mailed: 0, left: 0 };

  /** Rows of versions that did not mark what the history knows: those whose last line says so, and those of long ago that have none. One statement, of the few that the index holds. */
  const markEarlier = async () => {
    const [rows, events] = [UIDS.registration, UIDS.event].map((uid) =>
      inSchema(strapi, strapi.db.metadata.get(uid).tableName)
    );
    const lines = `from ${events} e where e.registration = r.document_id and e.to_state is not null`;
    await strapi.db.connection.raw(
      `update ${rows} as r set recorded_state = state, recorded_valid_from = valid_from
       where (${UNRECORDED}) and recorded_state is null and (
         (select e.to_state ${lines} order by e.id desc limit 1) = r.state
         or (not exists (select 1 ${lines}) and coalesce(updated_at, created_at) < ?)
       )`,
      [datetimeSql(strapi, -TOLD_WITHIN * DAY_MS)]
    );
  };

  const recordedOfRow = async ({ documentId, recordedState, recordedValidFrom }: Row) => {
    if (recordedState) return { state: recordedState, validFrom: recordedValidFrom };
    const line = await strapi.db
      .query(UIDS.event)
      .findOne({ where: { registration: documentId, toState: { $notNull: true } }, orderBy: { id: 'desc' } });
    return line && { state: line.toState as State, validFrom: null };
  };

  /** Completes one registration, in a transaction of its own; nothing where another server was quicker. Returns what that is in the report. */
  const complete = (id: number): Promise<Partial<CompletionReport>> =>
    transaction(strapi, async () => {
      const row = (await lockRegistration(strapi, { id })) as Row | null;
      if (!row || (row.recordedState === row.state && row.recordedValidFrom === row.validFrom)) return {};
      const today = getService(strapi, 'clock').today();
      const writtenAt = row.updatedAt ?? row.createdAt;
      const change = completionOf({
        row,
        recorded: await recordedOfRow(row),
        isMarked: row.recordedState !== null,
        writtenOn: writtenAt ? getService(strapi, 'clock').dayOf(writtenAt) : today,
        months: getService(strapi, 'mediatheques').subscriptionMonths(
          await getService(strapi, 'mediatheques').byDocumentId(row.mediatheque)
        ),
        minorAge: getService(strapi, 'guardians').minorAge(),
        today,
      });
      if (change.problems) {
        strapi.log.warn(
          `rn-subscriptions: the registration ${row.documentId} was written past the rules, which refuse what it holds; it has neither history nor mail of that.`
        );
        return { left: 1 };
      }
      const registration = { ...row, ...change.values } as StoredRegistration;
      await strapi.db
        .queryBuilder(UIDS.registration)
        .update({ ...change.values, ...recordedOf(change) })
        .where({ id })
        .execute();
      await getService(strapi, 'history').record({ registration: row.documentId, change });
      await getService(strapi, 'outbox').queueForChange({ registration, change });
      return { completed: 1, mailed: change.mails.length };
    });

  return {
    /** Finds the registrations that were written without their history and mails, by an index that holds no others, and completes them. */
    async run(): Promise<CompletionReport> {
      await markEarlier();
      const after = async (last: number): Promise<{ id: number }[]> =>
        tableOf(strapi, UIDS.registration)
          .select('id')
          .whereRaw(`(${UNRECORDED})`)
          .where('id', '>', last)
          .orderBy('id')
          .limit(BATCH);
      for (let rows = await after(0); rows.length > 0; rows = await after(rows[rows.length - 1].id)) {
        for (const { id } of rows) {
          if (getService(strapi, 'underWay').isStopping()) return report;
          const done = await complete(id).catch((error): Partial<CompletionReport> => {
            strapi.log.error(
              `rn-subscriptions: a registration that was written without its history could not be completed (${codeOf(error)}); that is tried again at the next start.`
            );
            return { left: 1 };
          });
          for (const what of ['completed', 'mailed', 'left'] as const) report[what] += done[what] ?? 0;
        }
      }
      const { completed, mailed, left } = report;
      if (completed + left > 0)
        strapi.log.warn(
          `rn-subscriptions: ${completed} registrations had been written without their history; they were completed, with ${mailed} mails. ${left} were left as they are.`
        );
      return report;
    },

    /** What this process has completed since its start, in counts. */
    report: (): CompletionReport => report,
  };
};
