import type { Core } from '@strapi/strapi';
import { UIDS } from '../utils';

type AccountType = { indexes?: unknown[]; attributes: Record<string, unknown> };
type JwtService = { verify: (token: string) => Promise<{ id?: number; iat?: number }> };

// An object of its own for each attribute: Strapi writes the column's name into it.
const hiddenDate = () => ({
  type: 'datetime',
  private: true,
  configurable: false,
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
});

/**
 * Adds what users-permissions' accounts lack: one account per address, the time of the last password link and of the
 * last change of password, and the end of all sessions that are older than that change. Called in `register`.
 */
export const extendAccounts = (strapi: Core.Strapi): void => {
  // users-permissions only looks before it writes: two sign-ups at once would make two accounts with one address.
  strapi.get('content-types').extend(UIDS.account, (account: AccountType) => {
    account.indexes = [...(account.indexes ?? []), { name: 'rn_accounts_email', columns: ['email'], type: 'unique' }];
    Object.assign(account.attributes, { passwordLinkSentAt: hiddenDate(), passwordChangedAt: hiddenDate() });
  });

  // Whoever changes the password had a reason: a session that somebody else opened with the old one must not outlive it.
  strapi.get('services').extend('plugin::users-permissions.jwt', (jwt: JwtService) => ({
    ...jwt,
    async verify(token: string) {
      const payload = await jwt.verify(token);
      const account = await strapi.db
        .query(UIDS.account)
        .findOne({ where: { id: payload.id ?? 0 }, select: ['id', 'passwordChangedAt'] });
      const changedAt = account?.passwordChangedAt && Math.floor(new Date(account.passwordChangedAt).getTime() / 1000);
      if (changedAt && payload.iat !== undefined && payload.iat < changedAt) throw new Error('Invalid token.');
      return payload;
    },
  }));
};

/** Keeps the two times of {@link extendAccounts}, whoever writes the account. Called in `bootstrap`. */
export const keepAccountTimes = (strapi: Core.Strapi): void => {
  strapi.db.lifecycles.subscribe({
    models: [UIDS.account],
    beforeUpdate({ params }) {
      const data = params.data ?? {};
      if (data.resetPasswordToken) data.passwordLinkSentAt = new Date();
      if (data.password) data.passwordChangedAt = new Date();
    },
  });
};
