import type { Core } from '@strapi/strapi';
import { UIDS } from './utils';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  // users-permissions only looks before it writes: two sign-ups at once would make two accounts with one address.
  strapi.get('content-types').extend(UIDS.account, (account: { indexes?: unknown[] }) => ({
    ...account,
    indexes: [...(account.indexes ?? []), { name: 'rn_accounts_email', columns: ['email'], type: 'unique' }],
  }));
};
