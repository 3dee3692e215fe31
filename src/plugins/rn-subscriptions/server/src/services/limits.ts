import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { PluginOptions } from '../config';
import { timeSql } from '../database/clock';
import { transaction } from '../database/transaction';
import { clientOf } from '../limits/client';
import { tableOf, UIDS } from '../utils';
import { keyedHash } from '../utils/keyed-hash';
import { tooMany } from '../utils/problems';

type Limit = { name: string; subject: string; most: number; seconds: number };

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
/** How often one mail is sent again within a day. */
const MAILS_AGAIN = 3;
/** How often rows whose time is over are deleted, in milliseconds. */
const CLEANING = HOUR * 1000;

/** Limits on what can be asked for without being anybody, counted in the database so that all servers share them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const table = strapi.db.metadata.get(UIDS.requestCount).tableName;
  const rows = () => tableOf(strapi, UIDS.requestCount);
  const option = (name: keyof PluginOptions['limits']) => strapi.plugin(PLUGIN_ID).config<PluginOptions['limits']>('limits')[name];
  let cleanedAt = -Infinity;

  const clean = async () => {
    if (performance.now() - cleanedAt < CLEANING || strapi.db.inTransaction()) return;
    cleanedAt = performance.now();
    await rows().where('expires_at', '<=', timeSql(strapi)).delete();
  };

  /** Counts once more, in one statement, and joins a transaction that is under way: what is rolled back was not counted. */
  const count = async ({ name, subject, seconds }: Omit<Limit, 'most'>): Promise<{ count: number; wait: number }> => {
    await clean();
    const knex = strapi.db.connection;
    const [counted, expiry] = [`${table}.count`, `${table}.expires_at`];
    const [now, end] = [timeSql(strapi), timeSql(strapi, seconds * 1000)];
    // One that ends later than it can was counted by a clock that ran ahead.
    const isOver = knex.raw('(?? <= ? or ?? > ?)', [expiry, now, expiry, end]);
    const statement = rows()
      .insert({ key: keyedHash(strapi, name, subject), count: 1, expires_at: end })
      .onConflict('key')
      .merge({
        count: knex.raw('case when ? then 1 else ?? + 1 end', [isOver, counted]),
        expires_at: knex.raw('case when ? then ? else ?? end', [isOver, end, expiry]),
      })
      .returning(['count', knex.raw('?? - ? as wait', ['expires_at', now])]);
    const [row] = strapi.db.inTransaction() ? await transaction(strapi, async ({ trx }) => statement.transacting(trx)) : await statement;
    return { count: row.count, wait: Number(row.wait) };
  };

  /** Counts once more; returns 0 within the limit, else in how many seconds it opens again. */
  const secondsToWait = async ({ most, ...counted }: Limit): Promise<number> => {
    const { count: reached, wait } = await count(counted);
    return reached <= most ? 0 : Math.max(1, Math.ceil(wait / 1000));
  };

  /** Counts once more; throws 429 over the limit. */
  const refuseOver = async (limit: Limit): Promise<void> => {
    const seconds = await secondsToWait(limit);
    if (seconds > 0) throw tooMany(strapi, seconds);
  };

  return {
    /**
     * Lets a request of nobody's through: so many an hour from one client, for one e-mail address (where there is one),
     * and in total, each for itself by `action`. Throws 429 over any of them, in the same words for every address. Who
     * is over a limit counts no further: nobody uses up the total alone.
     */
    async admit({ action, address }: { action: string; address?: string }): Promise<void> {
      const { ip } = strapi.requestContext.get()!.request;
      await refuseOver({ name: `${action}-client`, subject: clientOf(ip), most: option('requestsPerClient'), seconds: HOUR });
      if (address) await refuseOver({ name: `${action}-address`, subject: address, most: option('requestsPerAddress'), seconds: HOUR });
      await refuseOver({ name: `${action}-total`, subject: '', most: option('requestsInTotal'), seconds: HOUR });
    },

    /** Counts a mail to an address that its owner may not have asked for; returns 0, or for how many seconds it gets no more of them. */
    secondsToNextMail: (address: string): Promise<number> =>
      secondsToWait({ name: 'mail', subject: address, most: option('mailsPerAddress'), seconds: DAY }),

    /** Whether this is the first time within `seconds`; said of one only, however many servers ask at once. */
    isFirst: async (once: Omit<Limit, 'most'>): Promise<boolean> => (await count(once)).count === 1,

    /** Counts a try at the password of an account (its id) by somebody signed in; throws 429 over the hour's limit. */
    admitPassword: (accountId: number): Promise<void> =>
      refuseOver({ name: 'password', subject: String(accountId), most: option('requestsPerAddress'), seconds: HOUR }),

    /** Counts that a mail is sent again; throws 429 over the day's limit. */
    admitMailAgain: (mail: string): Promise<void> => refuseOver({ name: 'mail-again', subject: mail, most: MAILS_AGAIN, seconds: DAY }),

    /** Counts a move of a waiting request to another library, which mails that library; throws 429 over the day's limit. */
    admitMove: (registration: string): Promise<void> =>
      refuseOver({ name: 'move', subject: registration, most: option('movesPerRegistration'), seconds: DAY }),
  };
};
