import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { UIDS } from '../uids';

export type Action = (ctx: Context) => Promise<unknown>;
/** The actions of users-permissions that are changed. */
export type AuthController = Record<
  'callback' | 'changePassword' | 'forgotPassword' | 'resetPassword' | 'sendEmailConfirmation' | 'emailConfirmation',
  Action
>;
export type NamedAccount = {
  id: number;
  email: string;
  password: string | null;
  madeBySubscriptions: boolean | null;
};

/** The account that `where` finds, as users-permissions looks for it. */
export const findAccount = (strapi: Core.Strapi, where: Record<string, unknown>): Promise<NamedAccount | null> =>
  strapi.db.query(UIDS.account).findOne({ where, select: ['id', 'email', 'password', 'madeBySubscriptions'] });

/** An address that nobody has: RFC 2606 keeps its domain from everybody. */
const NOBODY = 'nobody@invalid.invalid';

/** Answers a request about a patron's address by users-permissions itself, as it answers those about addresses that nobody has. */
export const answerAsOfNobody = async (ctx: Context, action: Action): Promise<void> => {
  const given = ctx.request.body as { email: string };
  ctx.request.body = { ...given, email: NOBODY };
  await action(ctx);
  const answered = ctx.body as { email?: string };
  if (answered.email) ctx.body = { ...answered, email: given.email };
};
