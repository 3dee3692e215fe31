import type { Core } from '@strapi/strapi';
import { tableOf } from '../database/table-of';
import { getService } from '../service';
import { UIDS } from '../uids';
import { countStates } from './count-states';
import { UNSENT } from './outbox-mail';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** How the queue is, for monitoring: counts and times, and nobody's data. */
  async find() {
    const countOf = await countStates(tableOf(strapi, UIDS.outboxMail).whereIn('state', [...UNSENT, 'failed']));
    const query = strapi.db.query(UIDS.outboxMail);
    const [oldest] = await query.findMany({
      where: { state: { $in: UNSENT } },
      select: ['queuedAt'],
      orderBy: { queuedAt: 'asc' },
      limit: 1,
    });
    const [last] = await query.findMany({
      where: { state: 'sent' },
      select: ['sentAt'],
      orderBy: { sentAt: 'desc' },
      limit: 1,
    });
    return {
      waiting: countOf(UNSENT),
      failed: countOf(['failed']),
      oldestWaitingSeconds: oldest
        ? Math.max(0, Math.round((getService(strapi, 'clock').now() - new Date(oldest.queuedAt).getTime()) / 1000))
        : null,
      lastSentAt: last ? new Date(last.sentAt).toISOString() : null,
      paused: getService(strapi, 'dispatcher').isPaused(),
      alarm: await getService(strapi, 'undelivered').alarm(),
    };
  },
});
