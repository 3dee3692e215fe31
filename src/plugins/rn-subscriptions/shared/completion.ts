import { addDays } from './calendar-date';
import { changeOf, type Change, type Registration } from './registration-change';
import { statusOn, type State } from './registration-state';
import { personOf } from './person-fields';

/** A decision this many days old, or older, is told to nobody any more. */
export const TOLD_WITHIN = 30;

/** What is stored of a registration that was written past its history. Dates are `YYYY-MM-DD`. */
export type Unrecorded = {
  row: Registration & { decidedOn: string | null };
  /** what the history knows: null where it knows nothing of the row */
  recorded: { state: State; validFrom: string | null } | null;
  /** whether the row says so itself; rows of versions that did not say it were half written by a stop, with their day of decision */
  isMarked: boolean;
  /** the day of the last write, as far as is known */
  writtenOn: string;
};

/** The columns of a person's request, as they are stored. */
const requestOf = (row: Registration): Partial<Registration> => {
  const { guardianName, guardianWording, registeredOn, mediatheque } = row;
  const guardian = guardianName ? { guardianName, guardianWording } : {};
  return { ...personOf(row), ...guardian, registeredOn, mediatheque };
};

/**
 * What follows on `today` from a state that was written past the hooks, by the same rules as for everybody: what is stored besides,
 * its history line, and the mails that are still right. A decision that does not stand any more, or that was taken long ago, mails
 * nobody. Problems where the rules refuse it.
 */
export const completionOf = (input: Unrecorded & { months: number; minorAge: number; today: string }): Change => {
  const { row, recorded, isMarked, writtenOn, months, minorAge, today } = input;
  const decidedOn = isMarked ? null : row.decidedOn;
  const before = recorded && { ...row, ...recorded };
  const data = { ...(before ? {} : requestOf(row)), state: row.state, validFrom: row.validFrom };
  const change = changeOf({ before, data, months, minorAge, today: decidedOn ?? today });
  if (change.problems) return change;

  const isTold =
    row.state === 'pending' ||
    ((decidedOn ?? writtenOn) > addDays(today, -TOLD_WITHIN) &&
      statusOn(change.values as Registration, today) === row.state);
  return { ...change, values: { ...change.values, version: row.version + 1 }, mails: isTold ? change.mails : [] };
};
