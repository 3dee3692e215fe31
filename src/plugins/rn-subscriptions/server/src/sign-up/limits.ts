import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { timeSql } from '../database/clock';
import { transaction } from '../database/transaction';
import { mailboxOf, networksOf } from './client';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { keyedHash } from '../installation/keyed-hash';
import { tooMany, tooManyFromHere } from '../requests/errors';

type Limit = { name: string; subject: string; most: number; seconds: number };

const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Wrong passwords for one account within an hour, from one client and from all; NIST SP 800-63B allows a hundred. */
const WRONG_FROM_CLIENT = 10;
const WRONG_FROM_ALL = 100;
/** How long a client is known from which somebody has signed in, in seconds. */
const KNOWN_SECONDS = 30 * DAY_SECONDS;
/** How many times what a client may do it may do while a workshop is open. */
const WORKSHOP_FACTOR = 10;
/** How often one mail is sent again within a day. */
const MAILS_AGAIN = 3;
/** How often rows whose time is over are deleted, in milliseconds. */
const CLEANING_EVERY_MS = HOUR_SECONDS * 1000;

const secondsOf = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000));

/** Limits on what can be asked for without being anybody, counted in the database so that all servers share them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const table = strapi.db.metadata.get(UIDS.requestCount).tableName;
  const rows = () => tableOf(strapi, UIDS.requestCount);
  const option = (name: keyof Settings['limits']) =>
    strapi.plugin(PLUGIN_ID).config<Settings['limits']>('limits')[name];
  const keyOf = ({ name, subject }: Pick<Limit, 'name' | 'subject'>) => keyedHash(strapi, name, subject);
  const forget = (counted: Pick<Limit, 'name' | 'subject'>[]) => rows().whereIn('key', counted.map(keyOf)).delete();
  const isCounted = async (counted: Pick<Limit, 'name' | 'subject'>): Promise<boolean> =>
    (
      await rows()
        .select('key')
        .where({ key: keyOf(counted) })
        .where('expires_at', '>', timeSql(strapi))
    ).length > 0;
  let cleanedAt = -Infinity;

  const clean = async () => {
    if (performance.now() - cleanedAt < CLEANING_EVERY_MS || strapi.db.inTransaction()) return;
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
      .insert({ key: keyOf({ name, subject }), count: 1, expires_at: end })
      .onConflict('key')
      .merge({
        count: knex.raw('case when ? then 1 else ?? + 1 end', [isOver, counted]),
        expires_at: knex.raw('case when ? then ? else ?? end', [isOver, end, expiry]),
      })
      .returning(['count', knex.raw('?? - ? as wait', ['expires_at', now])]);
    const [row] = strapi.db.inTransaction()
      ? await transaction(strapi, async ({ trx }) => statement.transacting(trx))
      : await statement;
    return { count: row.count, wait: Number(row.wait) };
  };

  /** Counts once more; returns 0 within the limit, else in how many seconds it opens again. */
  const secondsToWait = async ({ most, ...counted }: Limit): Promise<number> => {
    const { count: reached, wait } = await count(counted);
    return reached <= most ? 0 : secondsOf(wait);
  };

  /** Counts once more; throws 429 over the limit. */
  const refuseOver = async (limit: Limit): Promise<void> => {
    const seconds = await secondsToWait(limit);
    if (seconds > 0) throw tooMany(strapi, seconds);
  };

  const networks = () => networksOf(strapi.requestContext.get()!.request.ip);

  /** Throws 429 where a network that the request comes from has asked too often. Who is over a limit counts no further: nobody uses up that of the wider network alone. */
  const admitClient = async ({ action, most }: { action: string; most: number }): Promise<void> => {
    for (const { name: subject, share } of networks()) {
      const { count: reached, wait } = await count({ name: `${action}-client`, subject, seconds: HOUR_SECONDS });
      if (reached <= most * share) continue;
      const isWorkshop =
        reached <= most * share * WORKSHOP_FACTOR && (await getService(strapi, 'workshop').openUntil()) !== null;
      if (!isWorkshop) throw tooManyFromHere(strapi, secondsOf(wait));
    }
  };

  /** What is counted of the tries to sign in as `identifier` from where the request comes. */
  const signInCounts = ({ door, identifier }: { door: string; identifier: string }) => {
    const account = identifier.toLowerCase();
    const here = `${account} ${networks()[0].name}`;
    return {
      fromHere: { name: `${door}-wrong-here`, subject: here, seconds: HOUR_SECONDS },
      fromAll: { name: `${door}-wrong`, subject: account, seconds: HOUR_SECONDS },
      known: { name: `${door}-known`, subject: here, seconds: KNOWN_SECONDS },
    };
  };

  return {
    /**
     * Lets a request of nobody's through: so many an hour from one client and the networks it belongs to, and for one mailbox (where
     * there is an address), each for itself by `action`. Throws 429 over any of them, in the same words for every address. There is no
     * total that a stranger could use up for everybody.
     */
    async admit({ action, address }: { action: string; address?: string }): Promise<void> {
      await admitClient({ action, most: option('requestsPerClient') });
      if (address)
        await refuseOver({
          name: `${action}-address`,
          subject: mailboxOf(address),
          most: option('requestsPerAddress'),
          seconds: HOUR_SECONDS,
        });
    },

    /**
     * Counts a try to sign in through a `door` (patrons' or the panel's) as `identifier`, known or not: so many an hour from one client,
     * and so many wrong passwords for one account. Throws 429 over a limit; that of an account holds for clients only from which nobody
     * has signed in to it lately, so that no stranger locks its owner out. `welcome` is called once the password was right.
     */
    async admitSignIn({
      door,
      identifier,
    }: {
      door: string;
      identifier: string;
    }): Promise<{ welcome: () => Promise<void> }> {
      await admitClient({ action: `${door}-sign-in`, most: option('signInsPerClient') });
      const { fromHere, fromAll, known } = signInCounts({ door, identifier });
      await refuseOver({ ...fromHere, most: WRONG_FROM_CLIENT });
      const seconds = await secondsToWait({ ...fromAll, most: WRONG_FROM_ALL });
      if (seconds > 0 && !(await isCounted(known))) throw tooMany(strapi, seconds);
      return { welcome: () => this.welcome({ door, identifier }) };
    },

    /** Whoever asks has shown who they are: wrong passwords of before count no longer, and the client is known from now on. */
    async welcome({ door, identifier }: { door: string; identifier: string }): Promise<void> {
      const { fromHere, fromAll, known } = signInCounts({ door, identifier });
      await forget([fromHere, fromAll]);
      await count(known);
    },

    /** Whether somebody has signed in as `identifier`, known or not, through a `door`, from where the request comes, within thirty days. */
    isKnownHere: (given: { door: string; identifier: string }): Promise<boolean> =>
      isCounted(signInCounts(given).known),

    /**
     * Counts a sign-up at this address, known or not, which mails it each time; throws 429 over the day's limit. Counted for itself: no
     * stranger uses up the mails that the owner asks for.
     */
    admitSignUpMail: (address: string): Promise<void> =>
      refuseOver({
        name: 'sign-up-mail',
        subject: mailboxOf(address),
        most: option('mailsPerAddress'),
        seconds: DAY_SECONDS,
      }),

    /**
     * Counts a mail that is asked for at an address, by its owner or not; returns 0, or for how many seconds it gets no more of them. Who asks from a
     * client that its owner has signed in from (`isKnownHere`) is counted apart, so that strangers use up nothing of the owner's.
     */
    secondsToNextMail: (address: string, { isKnownHere = false }: { isKnownHere?: boolean } = {}): Promise<number> =>
      secondsToWait({
        name: isKnownHere ? 'mail-known' : 'mail',
        subject: mailboxOf(address),
        most: option('mailsPerAddress'),
        seconds: DAY_SECONDS,
      }),

    /** Whether this is the first time within `seconds`; said of one only, however many servers ask at once. */
    isFirst: async (once: Omit<Limit, 'most'>): Promise<boolean> => (await count(once)).count === 1,

    /** Counts a try at the password of an account (its id) by somebody signed in; throws 429 over the hour's limit. */
    admitPassword: (accountId: number): Promise<void> =>
      refuseOver({
        name: 'password',
        subject: String(accountId),
        most: option('requestsPerAddress'),
        seconds: HOUR_SECONDS,
      }),

    /** Counts that a mail is sent again; throws 429 over the day's limit. */
    admitMailAgain: (mail: string): Promise<void> =>
      refuseOver({ name: 'mail-again', subject: mail, most: MAILS_AGAIN, seconds: DAY_SECONDS }),

    /** Counts a move of a waiting request to another library, which mails that library; throws 429 over the day's limit. */
    admitMove: (registration: string): Promise<void> =>
      refuseOver({ name: 'move', subject: registration, most: option('movesPerRegistration'), seconds: DAY_SECONDS }),
  };
};
