import type { Core } from '@strapi/strapi';
import { addDays } from '../../../shared/calendar-date';
import { runDaily } from '../jobs/daily';
import { tableOf } from '../database/table-of';
import { getService } from '../service';
import { UIDS } from '../uids';

const JOB = 'expiries';
/** Registrations read at once: few enough to hold in memory. */
const BATCH = 200;

type Expired = { id: number; registration: string; mediatheque: string; expiresOn: string };

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Tells the host of each subscription whose last day has passed since the day that was told last, or yesterday where none was. Once a day
   * by one server; a night without one is made up for, and a run that is cut off begins anew, so that an expiry may be told twice.
   */
  async tell(): Promise<void> {
    const today = getService(strapi, 'clock').today();
    const toldOn = (): Promise<{ day: string | null } | null> =>
      strapi.db.query(UIDS.jobRun).findOne({ where: { name: JOB }, select: ['day'] });
    const from = (await toldOn())?.day ?? addDays(today, -1);

    await runDaily({
      strapi,
      name: JOB,
      day: today,
      work: async (keepAlive) => {
        if (!getService(strapi, 'host').isHeard('registrationExpired')) return;
        let after: Expired | undefined;
        do {
          if (!(await keepAlive())) throw Object.assign(new Error('interrupted'), { code: 'INTERRUPTED' });
          const query = tableOf(strapi, UIDS.registration)
            .select('id', 'document_id as registration', 'mediatheque', 'expires_on as expiresOn')
            .where({ state: 'validated' })
            .where('expires_on', '>=', from)
            .where('expires_on', '<', today);
          if (after) query.whereRaw('(??, ??) > (?, ?)', ['expires_on', 'id', after.expiresOn, after.id]);
          const expired: Expired[] = await query.orderBy(['expires_on', 'id']).limit(BATCH);
          for (const { registration, mediatheque, expiresOn } of expired)
            await getService(strapi, 'host').tell({
              name: 'registrationExpired',
              registration,
              mediatheque,
              expiresOn,
            });
          after = expired.length === BATCH ? expired.at(-1) : undefined;
        } while (after);
      },
    });
  },
});
