import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isPatrons, isPatronsByMaking } from '../accounts/patrons-account';
import { datetimeSql, IMPOSSIBLE_MS } from '../database/clock';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { isDedicated } from '../installation/dedicated';
import { UIDS } from '../uids';

type AccountType = { indexes?: unknown[]; attributes: Record<string, unknown> };
type JwtService = {
  issue: (payload: object, options?: object) => unknown;
  verify: (token: string) => Promise<{ id?: number; iat?: number }>;
};

const HIDDEN = { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } };

/** What ends sessions that are older. */
const SESSION_COLUMNS = ['openedAt', 'signedOutAt', 'passwordChangedAt'];

/** When a session began whose signature was verified, in seconds since 1970: users-permissions keeps it to itself where it renews its sessions (`refresh`). */
const begunOf = (token: string): number =>
  (JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8')) as { iat?: number }).iat ?? 0;

// An object of its own for each attribute: Strapi writes the column's name into it.
const hidden = (type: 'datetime' | 'string' | 'boolean') => ({
  type,
  private: true,
  configurable: false,
  pluginOptions: HIDDEN,
});

/** Requests in which a patron signs in. */
const patronsRequests = new WeakSet<object>();

/** Lets the session that this request begins say its time by the database's clock, where the account is a patron's. */
export const signsInByDatabaseClock = async (
  strapi: Core.Strapi,
  { ctx, account }: { ctx: Context; account: { id: number; madeBySubscriptions?: boolean | null } }
): Promise<void> => {
  if (await isPatrons(strapi, account)) patronsRequests.add(ctx);
};

/**
 * Adds what users-permissions' accounts lack: one account per address, the time of the last change of password, the end of all
 * sessions that are older than that change or than the account itself, the address that the account moves to once that is confirmed, and whether it is of
 * our making: what the host has made is the host's, and keeps its sessions, unless somebody is registered on it. Called in `register`.
 */
export const extendAccounts = (strapi: Core.Strapi): void => {
  strapi.get('content-types').extend(UIDS.account, (account: AccountType) => {
    // users-permissions only looks before it writes: two sign-ups at once would make two accounts with one address. Among the host's
    // own there may be such: as a guest the index is one of patrons alone (database/indexes).
    if (isDedicated(strapi))
      account.indexes = [...(account.indexes ?? []), { name: 'rn_accounts_email', columns: ['email'], type: 'unique' }];
    Object.assign(account.attributes, {
      openedAt: hidden('datetime'),
      signedOutAt: hidden('datetime'),
      passwordChangedAt: hidden('datetime'),
      newAddress: hidden('string'),
      madeBySubscriptions: hidden('boolean'),
    });
  });

  // Whoever changes the password had a reason: a session that somebody else opened with the old one must not outlive it.
  strapi.get('services').extend('plugin::users-permissions.jwt', (jwt: JwtService) => ({
    ...jwt,
    // By the clock that the change of a password is written by.
    issue(payload: object, options?: object) {
      const isPatron = isDedicated(strapi) || patronsRequests.has(strapi.requestContext.get() ?? {});
      if (!isPatron) return jwt.issue(payload, options);
      return jwt.issue({ ...payload, iat: Math.floor(getService(strapi, 'clock').now() / 1000) }, options);
    },
    async verify(token: string) {
      const payload = await jwt.verify(token);
      const account = await strapi.db
        .query(UIDS.account)
        .findOne({ where: { id: payload.id ?? 0 }, select: ['id', ...SESSION_COLUMNS, 'madeBySubscriptions'] });
      const isPatron = account ? await isPatrons(strapi, account) : isDedicated(strapi);
      if (!isPatron) return payload;
      const begun = payload.iat ?? begunOf(token);
      if (begun * 1000 > getService(strapi, 'clock').now() + IMPOSSIBLE_MS) throw new Error('Invalid token.');
      // Ids come back after a restore: a session of before must not open the account that somebody else has made since.
      const after = [account?.openedAt, account?.signedOutAt].map((time) => time && new Date(time).getTime());
      if (account?.passwordChangedAt) after.push(await changedBefore(strapi, account));
      if (after.some((time) => time && begun < Math.floor(time / 1000))) throw new Error('Invalid token.');
      return payload;
    },
  }));
};

/**
 * When the password was last changed, in milliseconds since 1970. A time to come would end every new session, for as long as the clock
 * was ahead: it becomes now.
 */
const changedBefore = async (
  strapi: Core.Strapi,
  { id, passwordChangedAt }: { id: number; passwordChangedAt: string }
): Promise<number> => {
  const [changed, now] = [new Date(passwordChangedAt).getTime(), getService(strapi, 'clock').now()];
  if (changed <= now + IMPOSSIBLE_MS) return changed;
  await tableOf(strapi, UIDS.account)
    .where({ id })
    .update({ password_changed_at: datetimeSql(strapi) });
  return now;
};

const endRenewals = async (strapi: Core.Strapi, id: number): Promise<void> => {
  const renews = strapi.config.get('plugin::users-permissions.jwtManagement') === 'refresh';
  if (renews) await strapi.sessionManager('users-permissions').invalidateRefreshToken(String(id));
};

/** What an account says that waits for no new address. */
export const NO_NEW_ADDRESS = { newAddress: null };

type Written = { email?: string; confirmed?: boolean };
type Before = {
  id: number;
  email: string;
  username: string;
  confirmed: boolean | null;
  madeBySubscriptions: boolean | null;
};

/** What follows from writing another address: it is not confirmed, and waits for no other. Links that were mailed to the old one open no longer. */
const unconfirmed = (data: Written, before: Before) => {
  if (data.email!.toLowerCase() === before.email) return {};
  // Somebody who sees to it by hand ticks « confirmed » in the same write.
  const confirmed = data.confirmed === true && !before.confirmed;
  return { confirmed, ...NO_NEW_ADDRESS };
};

/** Ends every session of the account with this id; a session says its second only, and one of this second ends, too. */
export const endSessions = async (strapi: Core.Strapi, id: number): Promise<void> => {
  const nextSecond = (Math.floor(getService(strapi, 'clock').now() / 1000) + 1) * 1000;
  await strapi.db.query(UIDS.account).update({ where: { id }, data: { signedOutAt: new Date(nextSecond) } });
  await endRenewals(strapi, id);
};

/** Keeps what {@link extendAccounts} adds true of patrons' accounts, whoever writes them. Called in `bootstrap`. */
export const keepAccounts = (strapi: Core.Strapi): void => {
  strapi.db.lifecycles.subscribe({
    models: [UIDS.account],
    beforeCreate({ params }) {
      if (params.data && isPatronsByMaking(strapi, params.data))
        params.data.openedAt = new Date(getService(strapi, 'clock').now());
    },
    async beforeUpdate({ params, state }) {
      const data = params.data ?? {};
      if (!data.email && !data.password) return;
      const before: Before | null = await strapi.db
        .query(UIDS.account)
        .findOne({ where: params.where, select: ['id', 'email', 'username', 'confirmed', 'madeBySubscriptions'] });
      if (!before || !(await isPatrons(strapi, before))) return;
      if (data.email) {
        // A patron signs in with the address: it would stay behind as a name, and let nobody else have the old one.
        if (before.username === before.email) data.username = data.email.toLowerCase();
        Object.assign(data, unconfirmed(data, before));
      }
      if (!data.password) return;
      data.passwordChangedAt = new Date(getService(strapi, 'clock').now());
      state.changed = before.id;
    },
    async afterUpdate({ state }) {
      // Where sessions are renewed, the change ends their renewal, too.
      if (state.changed) await endRenewals(strapi, state.changed as number);
    },
  });
};
