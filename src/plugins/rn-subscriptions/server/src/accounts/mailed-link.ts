import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Locale } from '../../../shared/messages';
import { PLUGIN_ID } from '../../../shared/permissions';
import { IMPOSSIBLE } from '../database/clock';
import { getService } from '../utils';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/** What a mailed link proves itself with, for input that claims to be it: a keyed hash. */
export const TOKEN = /^[\w-]{43}$/;

/** What the account keeps of a token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The address of a mailed link, of which the website's page `view` reads `token` under the name `parameter`. */
export const mailedLink = (strapi: Core.Strapi, input: { view: string; parameter: string; token: string; language: Locale }): string => {
  const { view, parameter, token, language } = input;
  // After the `#`, so that no server on the way writes it down.
  const page = `${strapi.plugin(PLUGIN_ID).config<string>('websiteUrl')}#${view}?${parameter}=${token}`;
  return language === 'en' ? `${page}&lang=en` : page;
};

/** Between which times the mail of a link that still opens has left; it opens for `hours`. One of a time to come was mailed by a clock that ran ahead. */
export const whileItOpens = (strapi: Core.Strapi, hours: number): [Date, Date] => {
  const now = getService(strapi, 'clock').now();
  return [new Date(now - hours * HOUR), new Date(now + IMPOSSIBLE)];
};

/** The occasion of a mail that is asked for by a click: one click more within a minute is none. */
export const thisMinute = (): string => String(Math.floor(Date.now() / MINUTE));
