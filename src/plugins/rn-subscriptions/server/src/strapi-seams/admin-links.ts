import type { Core } from '@strapi/strapi';
import { datetimeSql } from '../database/clock';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { keyedHash } from '../installation/keyed-hash';

const ADMIN_USER = 'admin::user';
/** How long an invitation to the panel opens, in days; Strapi's own never ends. Its links for a new password end after an hour. */
const INVITATION_DAYS = 14;
const INVITATION = INVITATION_DAYS * 24 * 60 * 60 * 1000;
/** What Strapi keeps of its links, and the column. */
const TOKENS = { registrationToken: 'registration_token', resetPasswordToken: 'reset_password_token' } as const;
/** Before a hash, which no token of Strapi's begins with. */
const MARK = 'hash:';

type Token = keyof typeof TOKENS;
type Values = Record<string, unknown>;
type Event = { params: { data?: Values; where?: Values }; state: Values; result?: Values };

const names = Object.keys(TOKENS) as Token[];

/** Puts hashes in the place of tokens about to be written, and returns the tokens; who has a password needs no link of before. */
const hashTokens = (data: Values, hashOf: (token: string) => string): Values => {
  if (data.isActive === true || data.password) data.registrationToken = null;
  if (data.password) data.resetPasswordToken = null;
  const tokens: Values = {};
  for (const name of names) {
    const token = data[name];
    if (typeof token !== 'string' || token.startsWith(MARK)) continue;
    tokens[name] = token;
    data[name] = hashOf(token);
  }
  return tokens;
};

/**
 * Keeps of the panel's links, invitations and new passwords, only hashes, which open nothing in a copy of the database:
 * Strapi writes, looks for and answers tokens, and the database holds their hashes. An invitation ends after two weeks.
 */
export const hashAdminLinks = (strapi: Core.Strapi): void => {
  const hashOf = (token: string) => `${MARK}${keyedHash(strapi, 'admin-link', token)}`;

  const beforeWriting = ({ params, state }: Event) => {
    if (params.data) state.tokens = hashTokens(params.data, hashOf);
  };
  /** Who invites is shown the link, and has to be. */
  const afterWriting = ({ result, state }: Event) => {
    if (result) Object.assign(result, state.tokens);
  };

  strapi.db.lifecycles.subscribe({
    models: [ADMIN_USER],
    beforeCreate: beforeWriting,
    beforeUpdate: beforeWriting,
    afterCreate: afterWriting,
    afterUpdate: afterWriting,
    beforeFindOne({ params }: Event) {
      const { where } = params;
      for (const name of names) {
        if (typeof where?.[name] !== 'string') continue;
        params.where = { ...params.where, [name]: hashOf(where[name]) };
        if (name === 'registrationToken')
          params.where.createdAt = { $gt: new Date(getService(strapi, 'clock').now() - INVITATION) };
      }
    },
  });
};

/** Hashes the links that an earlier version has left in clear, and forgets those that have ended or that nobody needs any more. */
export const tidyAdminLinks = async (strapi: Core.Strapi): Promise<void> => {
  const users = () => tableOf(strapi, ADMIN_USER);
  await users()
    .whereNotNull('registration_token')
    .where((ended) => ended.where({ is_active: true }).orWhere('created_at', '<', datetimeSql(strapi, -INVITATION)))
    .update({ registration_token: null });
  await users()
    .whereNotNull('reset_password_token')
    .where((ended) =>
      ended
        .whereNull('reset_password_token_expires_at')
        .orWhere('reset_password_token_expires_at', '<', datetimeSql(strapi))
    )
    .update({ reset_password_token: null });
  for (const column of Object.values(TOKENS)) {
    const inClear: Record<string, string>[] = await users()
      .whereNotNull(column)
      .whereNot(column, 'like', `${MARK}%`)
      .select('id', column);
    // By what it holds: a link may be used at this moment.
    for (const { id, [column]: token } of inClear)
      await users()
        .where({ id, [column]: token })
        .update({ [column]: `${MARK}${keyedHash(strapi, 'admin-link', token)}` });
  }
};
