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

export type Row = {
  documentId: string;
  lastName: string;
  firstName: string;
  email: string;
  cardNumber: string | null;
  registeredOn: string;
  status: Status;
  validFrom: string | null;
  expiresOn: string | null;
  mediatheque: Mediatheque;
};

export type Counts = Record<Status | 'all', number>;

export type ListAnswer = {
  data: Row[];
  meta: { pagination: { page: number; pageSize: number; pageCount: number; total: number }; counts: Counts };
};

/** GET /registrations/:documentId */
export type Detail = Row & {
  birthDate: string;
  state: State;
  /** what the window was opened with; a save gives it back, so that nobody overwrites what they have not seen */
  version: number;
  /** length of a subscription at this library, for the expiry shown while the librarian types */
  subscriptionMonths: number;
};
export type DetailAnswer = { data: Detail };

/** PUT /registrations/:documentId */
export type SaveRequest = {
  version: number;
  lastName: string;
  firstName: string;
  email: string;
  birthDate: string;
  cardNumber?: string | null;
  state: State;
  /** required where the state is `validated` */
  validFrom?: string | null;
  /** only where the state becomes `refused`; goes into the mail and is stored nowhere */
  refusalReason?: string;
};
/** `decided`: whether this save was a decision, which mails the patron. */
export type SaveAnswer = { data: Detail; meta: { decided: boolean } };

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];
export const MAIL_KINDS = ['new-request', 'receipt', 'validated', 'refused', 'account-exists'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export type MailFailure = 'receiverRefused' | 'messageRefused' | 'noAddress' | 'gone' | 'serverAway';

/** GET /registrations/:documentId/mails: the newest first; POST /registrations/:documentId/mails/:mail/send-again: 204. */
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
};
export type MailsAnswer = { data: Mail[] };

/** GET /me: whose patrons the reader sees. */
export type MeAnswer = { data: { wholeNetwork: boolean; mediatheques: Mediatheque[]; networkEmail: string | null; networkName: string; today: string } };

/** `error.details` of a 400: one problem per field. */
export type FieldProblem = { field: string; code: string; message: string };
export type ValidationDetails = { errors: FieldProblem[] };
/** `error.details` of a 409: what the row holds now. */
export type ConflictDetails = { current: Detail };
