import type { Core } from '@strapi/strapi';
import { isDedicated } from '../installation/dedicated';
import { UIDS } from '../uids';

type Found = { id: number; madeBySubscriptions?: boolean | null };

/** Whether an account is a patron's by its making: where `dedicated` every one; as a guest those that a sign-up has made. */
export const isPatronsByMaking = (strapi: Core.Strapi, account: Pick<Found, 'madeBySubscriptions'>): boolean =>
  isDedicated(strapi) || Boolean(account.madeBySubscriptions);

/** The same, or somebody is registered on it: then its sessions open more than what the host has given it. */
export const isPatrons = async (strapi: Core.Strapi, account: Found): Promise<boolean> =>
  isPatronsByMaking(strapi, account) ||
  (await strapi.db.query(UIDS.registration).count({ where: { account: { id: account.id } } })) > 0;
