import { addDays, addMonths } from '../../../shared/calendar-date';
import type { MailState } from '../../../shared/contracts/admin';
import type { State } from '../../../shared/registration-state';
import type { Settings } from '../config/options';

export const ERASURES = ['unconfirmed', 'refused', 'expired'] as const;
export type Erasure = (typeof ERASURES)[number];

/**
 * The mail that announces an erasure: `null` where there is none (any more), `waiting` as long as it may still leave, or the day on
 * which it left, was given up after its last try, or was settled by somebody who told the patron otherwise.
 */
export type Announcement = string | 'waiting' | null;

/** The announcement queued on `queuedOn`, by the state of its mail (null where the queue has forgotten it) and the days on which something became of it. */
export const announcementOf = (input: { queuedOn: string; state: MailState | null; days: string[] }): Announcement => {
  if (input.state === 'waiting' || input.state === 'sending') return 'waiting';
  return (
    input.days
      .filter((day) => day >= input.queuedOn)
      .sort()
      .at(-1) ?? null
  );
};

/** A registration as the time it is kept depends on it. Dates are `YYYY-MM-DD`. */
export type Kept = {
  state: State;
  registeredOn: string;
  /** the day of the last decision */
  decidedOn: string;
  expiresOn: string | null;
  /** how far the mail is that tells its patron of the erasure to come */
  announcement: Announcement;
  /** the day on which the account was made whose address nobody has confirmed; null where it is, or where there is no account */
  unconfirmedSince: string | null;
};

export type Due = { erase: Erasure } | { notice: { erasedFrom: string } } | null;

/**
 * What is due for a registration on `today` (`YYYY-MM-DD`): its erasure, the mail that announces it with the day from which
 * it is erased, or nothing. The last day counts: what is kept for six months from 15 January is still there on 15 July.
 * An expired registration is never erased before the mail that tells its patron has left `noticeDays` earlier, however late that was.
 * Who waits for the library waits: what the patron asked for is not erased because nobody answered.
 */
export const dueOf = ({ kept, options, today }: { kept: Kept; options: Settings['retention']; today: string }): Due => {
  const { state, registeredOn, decidedOn, expiresOn, announcement, unconfirmedSince } = kept;
  if (state === 'pending') {
    // Nobody could confirm before there was an account.
    const askedOn = unconfirmedSince && unconfirmedSince > registeredOn ? unconfirmedSince : registeredOn;
    return unconfirmedSince && addDays(askedOn, options.unconfirmedDays) < today ? { erase: 'unconfirmed' } : null;
  }
  if (state === 'refused') return addMonths(decidedOn, options.refusedMonths) < today ? { erase: 'refused' } : null;

  if (!expiresOn) return null;
  const erasedFrom = addDays(addMonths(expiresOn, options.expiredMonths), 1);
  if (announcement === 'waiting') return null;
  if (announcement)
    return erasedFrom <= today && addDays(announcement, options.noticeDays) <= today ? { erase: 'expired' } : null;
  const soonest = addDays(today, options.noticeDays);
  return soonest < erasedFrom ? null : { notice: { erasedFrom: soonest } };
};

/** The days before which (`YYYY-MM-DD`, that day not included) a registration has to be looked at closer; a query by them leaves nobody out. */
export const horizons = ({ options, today }: { options: Settings['retention']; today: string }) => ({
  unconfirmed: addDays(today, -options.unconfirmedDays),
  // A month back from the end of a longer one is clamped to an earlier day than a month forward would need: one day more.
  refused: addDays(addMonths(today, -options.refusedMonths), 4),
  expired: addDays(addMonths(addDays(today, options.noticeDays), -options.expiredMonths), 4),
  /** up to this day, itself included, an announcement was made long enough ago */
  announced: addDays(today, -options.noticeDays),
});
