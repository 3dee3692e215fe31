import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type services from '../services';

type Services = typeof services;

/** A service of this plugin, by its name in services/index.ts, with its type. */
export const getService = <Name extends keyof Services>(strapi: Core.Strapi, name: Name): ReturnType<Services[Name]> =>
  strapi.plugin(PLUGIN_ID).service(name);

/** The table of a content type, in the schema that the host has chosen. A query of it joins a transaction only by `.transacting(trx)`. */
export const tableOf = (strapi: Core.Strapi, uid: string): Knex.QueryBuilder =>
  strapi.db.getConnection(strapi.db.metadata.get(uid).tableName);

/** The content types that the plugin reads and writes. */
export const UIDS = {
  registration: 'plugin::rn-subscriptions.registration',
  accountLink: 'plugin::rn-subscriptions.account-link',
  askedPerson: 'plugin::rn-subscriptions.asked-person',
  statistic: 'plugin::rn-subscriptions.statistic',
  erasure: 'plugin::rn-subscriptions.erasure',
  installation: 'plugin::rn-subscriptions.installation',
  jobRun: 'plugin::rn-subscriptions.job-run',
  mediatheque: 'plugin::rn-subscriptions.mediatheque',
  event: 'plugin::rn-subscriptions.registration-event',
  outboxMail: 'plugin::rn-subscriptions.outbox-mail',
  requestCount: 'plugin::rn-subscriptions.request-count',
  mailTemplate: 'plugin::rn-subscriptions.mail-template',
  account: 'plugin::users-permissions.user',
} as const;

/** Content types that only our own routes show. */
export const HIDDEN_UIDS: string[] = [
  UIDS.registration,
  UIDS.accountLink,
  UIDS.askedPerson,
  UIDS.event,
  UIDS.outboxMail,
  UIDS.requestCount,
  UIDS.statistic,
  UIDS.erasure,
  UIDS.installation,
  UIDS.jobRun,
];

/** What the admin's authentication leaves in `ctx.state`: who asks, and what their roles may do. */
export type AdminState = {
  user: { id: number; roles?: { id: number; code: string }[] };
  userAbility: { can(action: string): boolean };
};
