import type { Denial } from '../entitlement';
import type { State, Status } from '../registration-state';
import type { HistoryLine, MailKind, MailState } from './admin';

/** Requests and answers of the website's routes, `/api/rn-subscriptions/…`. Dates are `YYYY-MM-DD`. */

/** GET /mediatheques?search=… */
export type PublicMediatheque = { documentId: string; label: string; name: string; city: string; postalCode: string | null };
export type MediathequesAnswer = { data: PublicMediatheque[] };

/** Who somebody is, and where they are a patron. */
export type PersonRequest = {
  lastName: string;
  firstName: string;
  birthDate: string;
  /** documentId of an active library */
  mediatheque: string;
  cardNumber?: string;
  /** the parent or guardian who agrees: required of a minor, refused of anybody else */
  guardianName?: string;
  /** the version of the wording of GET /sign-up-terms that the guardian agrees to: the same */
  guardianWording?: string;
};

/** GET /sign-up-terms: below which age, in years, a guardian has to agree (0: never), and to what, in the reader's language. */
export type SignUpTermsAnswer = { data: { minorAge: number; guardianWording: { version: string; text: string } } };

/** POST /registrations */
export type SignUpRequest = PersonRequest & {
  email: string;
  password: string;
  /** the solved challenge of GET /proof-of-work, as ALTCHA writes it, where one is asked for (204 where none is) */
  altcha?: string;
  /** a field that people do not see and that stays empty */
  website?: string;
};
/** 202, the same whether the address is known or not. */
export type SignUpAnswer = { data: { message: string } };

/** POST /registrations/mine: one more person, at the account's address. 201; 409 over `most`, and for a person who is at that library already. */
export type OwnRegistrationAnswer = { data: OwnRegistration };

/** PUT /registrations/mine/:documentId: own data while the request is pending; what is left out stays. */
export type OwnDataRequest = Partial<PersonRequest>;

/**
 * GET /account/export: all that is held of the patron, as a file. The password is held as a hash that nobody can read, and
 * what a list is searched by (name, address, card number without accents) as a copy of what stands here.
 */
export type AccountExport = {
  exportedOn: string;
  account: { email: string; addressConfirmed: boolean; newAddress: string | null; blocked: boolean; createdAt: string; updatedAt: string; passwordChangedAt: string | null; passwordLinkSentAt: string | null; signedOutAt: string | null };
  registrations: (Omit<OwnRegistration, 'access' | 'mediatheque' | 'status' | 'guardian'> & {
    mediatheque: string;
    /** `text`: what was agreed to, in the language of the mails */
    guardian: (OwnGuardian & { text: string | null }) | null;
    state: State;
    language: 'fr' | 'en';
    decidedOn: string | null;
    deletionNoticeOn: string | null;
    createdAt: string;
    updatedAt: string;
    /** staff are not named */
    history: Omit<HistoryLine, 'actorName'>[];
    mails: ExportedMail[];
  })[];
  /** mails that are about the account only */
  mails: ExportedMail[];
};
export type ExportedMail = { kind: MailKind; state: MailState; queuedAt: string; sentAt: string | null };

/** DELETE /account: 204; erases the account and everybody on it. The password once more, so that a page left open erases nothing. */
export type EraseAccountRequest = { password: string };

/** A parent or guardian, the day of the agreement, and the version of what was agreed to. */
export type OwnGuardian = { name: string; agreedOn: string; wording: string };

/** GET /registrations/mine */
export type OwnRegistration = {
  documentId: string;
  lastName: string;
  firstName: string;
  email: string;
  birthDate: string;
  cardNumber: string | null;
  guardian: OwnGuardian | null;
  registeredOn: string;
  status: Status;
  validFrom: string | null;
  expiresOn: string | null;
  mediatheque: PublicMediatheque;
  access: { open: true } | { open: false; reason: Denial; message: string };
};
/**
 * `addressConfirmed`: whether the account's address is, without which nothing opens; `newAddress`: with which the patron signs in
 * once it is confirmed, where the library has corrected it; `most`: how many registrations an account holds.
 */
export type OwnRegistrationsAnswer = { data: OwnRegistration[]; meta: { addressConfirmed: boolean; newAddress: string | null; most: number } };

/** POST /address-confirmations: the token of the mail's link, also of one that moves the account to a new address. 400 with `token`: `goneLink`, `expiredLink`, `usedLink` or `takenAddress`. */
export type ConfirmationRequest = { token: string };
/** Also of POST /address-confirmations/again, which mails a new link to who is signed in. */
export type ConfirmationAnswer = { data: { message: string } };
