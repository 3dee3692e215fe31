import type { Core } from '@strapi/strapi';
import type { MailState } from '../../../shared/contracts/admin';
import { dedupeKeyOfNotice } from '../mails/outbox';
import type { Erasable } from './erasure';
import { getService } from '../service';
import { UIDS } from '../uids';
import { announcementOf, type Announcement } from './due';

type Mail = { dedupeKey: string; state: MailState; sentAt: string | null; triedAt: string | number | null };
type Event = { registration: string; at: string };

/**
 * How far the mail that announces each erasure has come, for those of these registrations that have one: by the queue as long as it
 * stands there, by the history afterwards. In as many queries as for one; none where nothing was announced.
 */
export const announcementsOf = async (strapi: Core.Strapi, rows: Erasable[]): Promise<Map<string, Announcement>> => {
  const announced = rows.filter(({ state, deletionNoticeOn }) => state === 'validated' && deletionNoticeOn);
  if (announced.length === 0) return new Map();
  const [mails, events]: [Mail[], Event[]] = await Promise.all([
    strapi.db.query(UIDS.outboxMail).findMany({
      where: { dedupeKey: { $in: announced.map(dedupeKeyOfNotice) } },
      select: ['dedupeKey', 'state', 'sentAt', 'triedAt'],
    }),
    strapi.db.query(UIDS.event).findMany({
      where: {
        registration: { $in: announced.map(({ documentId }) => documentId) },
        action: { $in: ['mailed', 'mailDismissed'] },
        mail: 'deletion-notice',
      },
      select: ['registration', 'at'],
    }),
  ]);
  const { dayOf } = getService(strapi, 'clock');
  const mailOf = new Map(mails.map((mail) => [mail.dedupeKey, mail]));
  return new Map(
    announced.map((row) => {
      const mail = mailOf.get(dedupeKeyOfNotice(row));
      const times = [
        mail?.sentAt,
        mail?.triedAt,
        ...events.filter(({ registration }) => registration === row.documentId).map(({ at }) => at),
      ];
      const days = times.filter((time) => time !== null && time !== undefined).map(dayOf);
      return [row.documentId, announcementOf({ queuedOn: row.deletionNoticeOn!, state: mail?.state ?? null, days })];
    })
  );
};
