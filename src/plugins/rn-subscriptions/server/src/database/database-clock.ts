import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import { daysIn } from '../../../shared/calendar-date';
import { PLUGIN_ID } from '../../../shared/permissions';
import { databaseNow } from './clock';

/** The database is asked this often, in milliseconds. */
const ASKED_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;

/** The database's clock, without asking it each time: the time since it was asked is counted. So all servers agree, however wrong their own clocks are. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** What was answered last, and when, by a clock that only goes forward. */
  let asked: { now: number; at: number } | null = null;

  let rhythm: NodeJS.Timeout | undefined;

  const dayOf = daysIn(strapi.plugin(PLUGIN_ID).config<string>('timeZone'));

  return {
    /** Asks the database what time it is. Throws where it does not answer; what it said before goes on. */
    async ask(): Promise<void> {
      const now = await databaseNow(strapi);
      asked = { now, at: performance.now() };
    },

    /** Asks again and again, until {@link stop}. */
    start(): void {
      clearInterval(rhythm);
      rhythm = setInterval(() => void this.ask().catch(() => {}), ASKED_EVERY_MS);
      rhythm.unref();
    },

    stop: (): void => clearInterval(rhythm),

    /** The time, in milliseconds since 1970. */
    now(): number {
      // SQLite lives in this process and has its clock.
      if (!asked || strapi.db.dialect.client === 'sqlite') return Date.now();
      return Math.round(asked.now + performance.now() - asked.at);
    },

    /** The minute, as the occasion of a mail that is asked for by a click: one click more within it is none. */
    minute(): string {
      return String(Math.floor(this.now() / MINUTE_MS));
    },

    /** The day it is for the network, by the option `timeZone`, as `YYYY-MM-DD`. */
    today(): string {
      return dayOf(new Date(this.now()));
    },

    /** The day of the network in which a moment lies, as `YYYY-MM-DD`; milliseconds since 1970, as a number or its text, or what `Date` reads. */
    dayOf: (at: Date | string | number): string =>
      dayOf(new Date(typeof at === 'string' && /^\d+$/.test(at) ? Number(at) : at)),
  };
};
