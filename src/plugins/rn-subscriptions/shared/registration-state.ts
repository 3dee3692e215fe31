import { addMonths, isCalendarDate } from './calendar-date';

/** What is stored. */
export const STATES = ['pending', 'validated', 'refused'] as const;
export type State = (typeof STATES)[number];

/** What people see and filter by: a validated registration whose last day has passed is expired. Never stored. */
export const STATUSES = ['pending', 'validated', 'refused', 'expired'] as const;
export type Status = (typeof STATUSES)[number];

export type Standing = { state: State; expiresOn?: string | null };

/** The status that people see on `today` (`YYYY-MM-DD`). The last day counts: expired means `expiresOn < today`. */
export const statusOn = ({ state, expiresOn }: Standing, today: string): Status =>
  state === 'validated' && (!expiresOn || expiresOn < today) ? 'expired' : state;

/** The last day of a subscription that begins on `validFrom`; `months` is the library's subscription length. */
export const expiryOf = (validFrom: string, months: number): string => addMonths(validFrom, months);

type DecisionProblem = 'required' | 'invalidDate' | 'futureDate' | 'alreadyExpired';

/**
 * What is wrong with a date of validity given on `today`, or null: a day in the future, and one whose expiry has
 * already passed, are refused.
 */
export const validFromProblem = (input: {
  validFrom: unknown;
  months: number;
  today: string;
}): DecisionProblem | null => {
  const { validFrom, months, today } = input;
  if (validFrom === undefined || validFrom === null || validFrom === '') return 'required';
  if (!isCalendarDate(validFrom)) return 'invalidDate';
  if (validFrom > today) return 'futureDate';
  if (expiryOf(validFrom, months) < today) return 'alreadyExpired';
  return null;
};

/** What a decision that led to `to` is called: a validated registration that is validated again is renewed. */
export const decisionOf = ({
  from,
  to,
}: {
  from: State | null;
  to: Exclude<State, 'pending'>;
}): 'validated' | 'renewed' | 'refused' => (from === 'validated' && to === 'validated' ? 'renewed' : to);

/** Whether a registration may go from one state to another: once decided, it never waits again. */
export const mayBecome = (from: State, to: State): boolean => from === to || to !== 'pending';
