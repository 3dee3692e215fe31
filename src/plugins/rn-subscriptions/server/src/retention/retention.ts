import type { Core } from '@strapi/strapi';
import { addMonths } from '../../../shared/calendar-date';
import type { RetentionReport } from '../../../shared/contracts/admin';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { transaction } from '../database/transaction';
import { runDaily, type KeepAlive } from '../jobs/daily';
import { candidates } from './candidates';
import { announcementsOf } from './announcements';
import { dueOf, type Announcement, type Due, type Kept } from './due';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import { lockErasable, type Erasable } from './erasure';

/** Requests that wait longer than this, in months, are counted, so that somebody asks their library. */
const LONG_WAIT_MONTHS = 12;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  let isStopping = false;
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'retention-report' });
  const options = () => strapi.plugin(PLUGIN_ID).config<Settings['retention']>('retention');

  const keptOf = (row: Erasable, announcement: Announcement): Kept => {
    const { dayOf } = getService(strapi, 'clock');
    return {
      state: row.state,
      registeredOn: row.registeredOn,
      // Decided before the day was written down: no earlier than the last change.
      decidedOn: row.decidedOn ?? dayOf(row.updatedAt),
      expiresOn: row.expiresOn,
      announcement,
      unconfirmedSince: row.account && !row.account.confirmed ? dayOf(row.account.createdAt) : null,
    };
  };

  const dueFor = (row: Erasable, announcement: Announcement, today: string): Due =>
    dueOf({ kept: keptOf(row, announcement), options: options(), today });
  const dueNow = async (row: Erasable, today: string): Promise<Due> =>
    dueFor(row, (await announcementsOf(strapi, [row])).get(row.documentId) ?? null, today);

  /** Queues the mail and notes its day, if it is still due under the lock. Past the hooks: nothing that anybody decides or reads is changed. */
  const announce = async (id: number, today: string): Promise<boolean> =>
    transaction(strapi, async ({ trx }) => {
      const row = await lockErasable(strapi, { id });
      const due = row && (await dueNow(row, today));
      if (!due || !('notice' in due)) return false;
      await getService(strapi, 'outbox').queueDeletionNotice({ registration: row, erasedFrom: due.notice.erasedFrom });
      await tableOf(strapi, UIDS.registration).transacting(trx).where({ id }).update({ deletion_notice_on: today });
      return true;
    });

  /** A mail that left later than it was queued: from that day on it is looked at again once its time is over, and not each night. */
  const postpone = async ({ id, deletionNoticeOn }: Erasable, day: string) => {
    await tableOf(strapi, UIDS.registration)
      .where({ id, deletion_notice_on: deletionNoticeOn })
      .update({ deletion_notice_on: day });
  };

  /** Does what is due for one registration, unless it is only counted. */
  const settle = async ({
    row,
    announcement,
    report,
    today,
  }: {
    row: Erasable;
    announcement: Announcement;
    report: RetentionReport;
    today: string;
  }) => {
    const due = dueFor(row, announcement, today);
    if (!due) {
      if (!report.dryRun && announcement && announcement !== 'waiting' && announcement !== row.deletionNoticeOn)
        await postpone(row, announcement);
      return;
    }
    if ('notice' in due) {
      if (report.dryRun || (await announce(row.id, today))) report.announced += 1;
      return;
    }
    const ifStill = async (found: Erasable) => {
      const now = await dueNow(found, today);
      return now !== null && 'erase' in now;
    };
    if (report.dryRun || (await getService(strapi, 'erasure').registration({ where: { id: row.id }, ifStill })))
      report.erased[due.erase] += 1;
  };

  const work = async ({
    today,
    dryRun,
    keepAlive,
  }: {
    today: string;
    dryRun: boolean;
    keepAlive: KeepAlive;
  }): Promise<RetentionReport> => {
    const longAgo = addMonths(today, -LONG_WAIT_MONTHS);
    const report: RetentionReport = {
      day: today,
      dryRun,
      startedAt: new Date(getService(strapi, 'clock').now()).toISOString(),
      finishedAt: null,
      erased: { unconfirmed: 0, refused: 0, expired: 0 },
      announced: 0,
      waitingLong: await strapi.db
        .query(UIDS.registration)
        .count({ where: { state: 'pending', registeredOn: { $lt: longAgo } } }),
      failed: 0,
    };
    for await (const rows of candidates({ strapi, options: options(), today })) {
      if (!(await keepAlive())) return report;
      const announcements = await announcementsOf(strapi, rows);
      for (const row of rows) {
        if (isStopping) return report;
        try {
          await settle({ row, announcement: announcements.get(row.documentId) ?? null, report, today });
        } catch (error) {
          // One odd row must not keep the others; the code only, since what the database says may repeat values.
          report.failed += 1;
          strapi.log.error(
            `rn-subscriptions: the registration ${row.documentId} could not be erased or its erasure announced (${codeOf(error)})`
          );
        }
      }
    }
    if (!dryRun) {
      await getService(strapi, 'askedPeople').deleteOld();
      await getService(strapi, 'accountLinks').deleteOld();
    }
    return { ...report, finishedAt: new Date(getService(strapi, 'clock').now()).toISOString() };
  };

  return {
    /**
     * Erases what was kept long enough on `today` (`YYYY-MM-DD`; the network's day unless told otherwise), and announces what
     * will be. With `day`, only if that day's work is not done yet. Each registration in a transaction of its own, so that what
     * is interrupted goes on where it was. Returns counts; null where another server is at it, the day is done, or the mails are on
     * hold: what a restored backup says is no ground to erase anybody.
     */
    async run({
      day = null,
      today = day ?? getService(strapi, 'clock').today(),
    }: { day?: string | null; today?: string } = {}): Promise<RetentionReport | null> {
      if (await getService(strapi, 'hold').isOn()) return null;
      const report = await runDaily({
        strapi,
        name: 'retention',
        day,
        work: async (keepAlive) => {
          const done = await work({ today, dryRun: false, keepAlive });
          await store().set({ value: done });
          if (done.finishedAt === null) throw Object.assign(new Error('interrupted'), { code: 'INTERRUPTED' });
          return done;
        },
      });
      if (report) await getService(strapi, 'erasure').cleanUp({ evenLarge: true });
      return report;
    },

    /** What {@link run} would do on `today`, counted; nothing is written. */
    async dryRun({ today = getService(strapi, 'clock').today() }: { today?: string } = {}): Promise<RetentionReport> {
      return work({ today, dryRun: true, keepAlive: async () => true });
    },

    /** What the last run did, in counts; null where there was none. */
    lastReport: async (): Promise<RetentionReport | null> =>
      ((await store().get({})) as RetentionReport | null) ?? null,

    /** Has a run stop after the registration it is at. */
    stop: () => void (isStopping = true),
  };
};
