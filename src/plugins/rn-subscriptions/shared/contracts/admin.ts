import type { ListedPerson, Person } from '../person-fields';
import type { NamedField } from '../named-fields';
import type { State, Status } from '../registration-state';

/** Requests and answers of the admin routes, `/rn-subscriptions/…`. Dates are `YYYY-MM-DD`, times are ISO 8601 in UTC. */

export type Mediatheque = { documentId: string; label: string };

export const SORTS = ['waiting', 'name', 'registeredOn', 'expiresOn'] as const;
/** `waiting`: those who wait first, the newest request first. */
export type Sort = (typeof SORTS)[number];
export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];
export const PAGE_SIZES = [10, 20, 50, 100] as const;

/** GET /registrations and GET /registrations/export (which ignores the page). */
export type ListQuery = {
  search?: string;
  status?: Status;
  /** documentId of one of the reader's libraries */
  mediatheque?: string;
  sort?: Sort;
  order?: Order;
  page?: number;
  pageSize?: number;
};

export type Row = ListedPerson & {
  documentId: string;
  registeredOn: string;
  status: Status;
  validFrom: string | null;
  expiresOn: string | null;
  mediatheque: Mediatheque;
  /** the patron has an account whose address is not confirmed yet: nothing opens until it is */
  addressUnconfirmed: boolean;
  /** the parent or guardian who agreed, for a minor */
  guardianName: string | null;
};

export type Counts = Record<Status | 'all', number>;
export type Pagination = { page: number; pageSize: number; pageCount: number; total: number };

export type ListAnswer = {
  data: Row[];
  meta: { pagination: Pagination; counts: Counts };
};

/** GET /registrations/:documentId */
export type Detail = Row &
  Person & {
    state: State;
    /** what the window was opened with; a save gives it back, so that nobody overwrites what they have not seen */
    version: number;
    /** length of a subscription at this library, for the expiry shown while the librarian types */
    subscriptionMonths: number;
    /** the day of the guardian's agreement, and the version of what was agreed to */
    guardianAgreedOn: string | null;
    guardianWording: string | null;
    /** below this age, in years, a guardian agrees; 0: never */
    minorAge: number;
    /** the address of the patron's account where it is not the one above; null where it is, or where there is no account */
    signIn: SignIn | null;
    /** the account is the site's: it stays when the registration is erased */
    accountStays: boolean;
  };
/** With which address the patron signs in. `until`: the new address with which, once it is confirmed; `isShared`: others are on the account, and it stays. */
export type SignIn = { address: string; until: string | null; isShared: boolean };
export type DetailAnswer = { data: Detail };

/** PUT /registrations/:documentId: what was edited, and nothing else; what is left out stays as it is. */
export type SaveRequest = Partial<Person> & {
  version: number;
  state?: State;
  /** required where the state becomes `validated` */
  validFrom?: string | null;
  /** only where the state becomes `refused`; goes into the mail and is stored nowhere */
  refusalReason?: string;
  /** the address is another account's, and the patron is of that family: the registration joins that account */
  joinsAccount?: true;
};
/** `decided`: whether this save was a decision, which mails the patron. */
export type SaveAnswer = { data: Detail; meta: { decided: boolean } };

/** `dismissed`: it failed, and somebody says that it was settled otherwise. */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed', 'dismissed'] as const;
export type MailState = (typeof MAIL_STATES)[number];
export const MAIL_KINDS = [
  'new-request',
  'receipt',
  'validated',
  'refused',
  'deletion-notice',
  'address-corrected',
  'account-link',
  'confirm-new-address',
  'person-added',
  'person-unknown',
  'library-address-changed',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const MAIL_FAILURES = [
  'receiverRefused',
  'messageRefused',
  'noAddress',
  'stoppedByHost',
  'gone',
  'serverAway',
  'serverRefuses',
] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

/**
 * GET /registrations/:documentId/mails: the newest first; POST /registrations/:documentId/mails/:mail/send-again: 204, 404 for
 * a mail that is not this registration's, 409 where it would no longer say what is so, 429 after a few of a day.
 */
export type Mail = {
  documentId: string;
  kind: MailKind;
  state: MailState;
  queuedAt: string;
  sentAt: string | null;
  /** why it has not left, where a try has failed */
  failure: MailFailure | null;
  /** the next try, where the last one failed */
  nextAttemptAt: string | null;
  attempts: number;
  /** a refusal whose reason was lost with the process that knew it: the mail left without */
  reasonLost: boolean;
  /** it has left, and can be sent again to the address as it is now */
  canBeSentAgain: boolean;
  /** the address of the registration was corrected after it had left */
  leftBeforeCorrection: boolean;
};
export type MailsAnswer = { data: Mail[] };

export const HISTORY_ACTIONS = ['created', 'changed', 'decided', 'mailed', 'mailSentAgain', 'mailDismissed'] as const;
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

/** GET /registrations/:documentId/history: the newest first. Who did what, and when; no value of the patron's and no reason. */
export type HistoryLine = {
  at: string;
  action: HistoryAction;
  actor: 'librarian' | 'patron' | 'system';
  /** first and last name of the admin user, read when asked for; null where the user is gone or somebody else acted */
  actorName: string | null;
  fromState: State | null;
  toState: State | null;
  fields: NamedField[];
  /** which mail, where the line is about one */
  mail: MailKind | null;
};
export type HistoryAnswer = { data: HistoryLine[] };

export const UNDELIVERED_STATES = ['failed', 'waiting'] as const;
export type UndeliveredState = (typeof UNDELIVERED_STATES)[number];
export type UndeliveredCounts = Record<UndeliveredState, number>;

/** What coordinators have to know at once: no mail leaves since then, or one has waited since then and for too long. */
export type Alarm = { kind: 'serverRefuses' | 'waitingLong'; since: string };

/** Why no mail leaves: a backup was put back, the database is a copy, its folder is not there any more, or a setting says so. */
export const HOLD_REASONS = ['restored', 'copied', 'folderLost', 'setting'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];
/** `since`: when that was noticed. `waiting`: how many mails waited before, and are to be decided about; of a setting, all that wait. */
export type Hold = { reason: HoldReason; since: string | null; waiting: number };
/**
 * POST /mails/hold/release: 409 where a setting holds the mails, or nothing does any more. Of the mails that waited before the hold
 * all leave, none, or those with these documentIds; the others are set aside.
 */
export const MOST_CHOSEN = 5000;
export type HoldRelease = { send: 'all' | 'none' | string[] };
export type HoldReleaseAnswer = { data: { sent: number; setAside: number } };

/** GET /mails: mails of the whole network that failed or wait; those that were queued a moment ago are on their way, not undelivered. */
export type UndeliveredQuery = { state?: UndeliveredState; page?: number; pageSize?: number };
export type UndeliveredMail = Pick<
  Mail,
  'documentId' | 'kind' | 'queuedAt' | 'failure' | 'nextAttemptAt' | 'attempts'
> & {
  state: UndeliveredState;
  /** documentId; null where the mail belongs to an account only, or the registration is gone */
  registration: string | null;
  /** first name and last name */
  patronName: string | null;
  /** « Ville — Nom » */
  mediatheque: string | null;
  /** the address it would go to now */
  address: string | null;
  /** a refusal whose reason is gone: sent again, it leaves without */
  reasonLost: boolean;
  /** it waits since before the hold: somebody decides whether it leaves */
  held: boolean;
};
export type UndeliveredAnswer = {
  data: UndeliveredMail[];
  meta: { pagination: Pagination; counts: UndeliveredCounts; alarm: Alarm | null; hold: Hold | null };
};
/** POST /mails/send-again: how many are tried again; POST /mails/:documentId/send-again and /mails/:documentId/dismiss: 204. */
export type SendAllAgainAnswer = { data: { count: number } };

/** What the nightly job did, in counts; `dryRun`: what it would do. `finishedAt` is null where it was interrupted. */
export type RetentionReport = {
  day: string;
  dryRun: boolean;
  startedAt: string;
  finishedAt: string | null;
  erased: Record<'unconfirmed' | 'refused' | 'expired', number>;
  /** expired registrations whose patron was mailed that they will be erased */
  announced: number;
  /** requests that have waited for their library for more than a year: they are counted, not erased */
  waitingLong: number;
  failed: number;
};

/** GET /me: whose patrons the reader sees; `undelivered` is null for those who may not see the network's mails. */
export type MeAnswer = {
  data: {
    wholeNetwork: boolean;
    mediatheques: Mediatheque[];
    networkEmail: string | null;
    networkName: string;
    today: string;
    /** IANA name of the zone whose days these are, for moments that are shown */
    timeZone: string;
    undelivered: { counts: UndeliveredCounts; alarm: Alarm | null; hold: Hold | null } | null;
  };
};

/** `error.details` of a 400: one problem per field. */
export type FieldProblem = { field: string; code: string; message: string };
export type ValidationDetails = { errors: FieldProblem[] };
/** `error.details` of a 409: what the row holds now. */
export type ConflictDetails = { current: Detail };

/** The day on which many people sign up from one place: until when it lasts (ISO 8601), null where there is none. */
export type WorkshopAnswer = { data: { openUntil: string | null } };

/** GET /mediatheques/address-changes: every change of a library's generic address, the newest first; for who sees the whole network. */
export type AddressChange = {
  at: string;
  mediatheque: { documentId: string; label: string };
  from: string | null;
  to: string | null;
  /** null: a script, an import, or somebody whose account is gone */
  actorName: string | null;
};
export type AddressChangesAnswer = { data: AddressChange[] };
