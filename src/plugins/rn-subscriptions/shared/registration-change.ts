import type { MailKind } from './contracts/admin';
import { guardianAfter, type Guardian } from './guardian';
import { expiryOf, mayBecome, validFromProblem, type State } from './registration-state';
import type { Person } from './person-fields';
import { searchTextOf } from './search-text';
import { NAMED_FIELDS, type NamedField } from './named-fields';

/** What is stored of a registration and matters to a change. Dates are `YYYY-MM-DD`. */
export type Registration = Person & {
  registeredOn: string;
  state: State;
  validFrom: string | null;
  expiresOn: string | null;
  mediatheque: string;
  version: number;
} & Guardian;

export type Problem = { field: string; code: string };

/** A change that can be made, and all that follows from it. */
export type MadeChange = {
  problems: null;
  /** what to store */
  values: Partial<Registration> & { version: number; searchText: string; decidedOn?: string; deletionNoticeOn?: null };
  action: 'created' | 'changed' | 'decided';
  fromState: State | null;
  toState: State;
  /** which fields hold something else than before */
  fields: NamedField[];
  mails: MailKind[];
};

export type Change = { problems: Problem[] } | MadeChange;

const isSame = (before: string | null | undefined, after: string | null | undefined) =>
  (before || null) === (after || null);

/**
 * Everything that follows from writing `data` over `before` (null: a new registration) on `today`: what is stored,
 * which line the history gets and which mails are owed; or what is wrong with it. `months` is the subscription length
 * of the library, and counts only when a decision is taken: a later change of it moves no expiry already granted;
 * `minorAge` is the age below which a guardian is kept.
 * The workflow is the librarians' guide, steps 1, 7 and 8.
 */
export const changeOf = (input: {
  before: Registration | null;
  data: Partial<Registration>;
  months: number;
  minorAge: number;
  today: string;
}): Change => {
  const { before, data, months, minorAge, today } = input;
  const state = data.state ?? before?.state ?? 'pending';
  const validFrom =
    state === 'validated' ? (data.validFrom !== undefined ? data.validFrom : (before?.validFrom ?? null)) : null;
  const mediatheque = data.mediatheque ?? before?.mediatheque ?? '';

  const decided =
    state !== (before?.state ?? 'pending') || (state === 'validated' && !isSame(before?.validFrom, validFrom));
  const moved = before !== null && before.mediatheque !== mediatheque;

  const problems: Problem[] = [];
  if (before && !mayBecome(before.state, state)) problems.push({ field: 'state', code: 'notPendingAgain' });
  if (data.birthDate && data.birthDate > today) problems.push({ field: 'birthDate', code: 'futureDate' });
  if (state !== 'validated' && data.validFrom) problems.push({ field: 'validFrom', code: 'notWithThisState' });
  if (state === 'validated' && decided) {
    const code = validFromProblem({ validFrom, months, today });
    if (code) problems.push({ field: 'validFrom', code });
  }
  if (problems.length > 0) return { problems };

  const person = { ...before, ...data } as Registration;
  const registeredOn = data.registeredOn ?? before?.registeredOn ?? today;
  const values = {
    ...data,
    // A request and its agreement are of one day.
    ...guardianAfter({ before, data, minorAge, today: before ? today : registeredOn }),
    state,
    validFrom,
    expiresOn: decided ? (validFrom ? expiryOf(validFrom, months) : null) : (before?.expiresOn ?? null),
    registeredOn,
    mediatheque,
    version: versionAfter(before?.version ?? 0),
    searchText: searchTextOf(person),
    // A decision starts the time of keeping anew.
    ...(decided ? { decidedOn: today, deletionNoticeOn: null } : {}),
  };

  const mails: MailKind[] = [];
  if (state === 'pending' && (!before || moved)) mails.push('new-request');
  if (state === 'pending' && !before) mails.push('receipt');
  if (decided && state !== 'pending') mails.push(state);

  return {
    problems: null,
    values,
    action: !before ? 'created' : decided ? 'decided' : 'changed',
    fromState: before?.state ?? null,
    toState: state,
    fields: before
      ? NAMED_FIELDS.filter((field) => values[field] !== undefined && !isSame(before[field], values[field]))
      : [],
    mails,
  };
};

/** What a row says of the change that its history knows, written in the same write. */
export const recordedOf = ({
  values,
  toState,
}: MadeChange): { recordedState: State; recordedValidFrom: string | null } => ({
  recordedState: toState,
  recordedValidFrom: values.validFrom ?? null,
});

/** The version that a registration has after its next change: written by the hook, and foretold by whoever has to know the key of a mail before it is queued. */
export const versionAfter = (version: number): number => version + 1;

/** The key that makes one change owe one mail of a kind, once: `version` is the registration's after the change. */
export const dedupeKeyOf = (kind: MailKind, registration: { documentId: string; version: number }): string =>
  `${kind}:${registration.documentId}:${registration.version}`;
