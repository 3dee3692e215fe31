import type { GivenPerson, Person } from '../person-fields';
import type { Denial } from '../entitlement';
import type { State, Status } from '../registration-state';
import type { HistoryLine, MailKind, MailState } from './admin';

/** Requests and answers of the website's routes, `/api/rn-subscriptions/…`. Dates are `YYYY-MM-DD`. */

/** GET /mediatheques?search=… */
export type PublicMediatheque = {
  documentId: string;
  label: string;
  name: string;
  city: string;
  postalCode: string | null;
};
export type MediathequesAnswer = { data: PublicMediatheque[] };

/** Who somebody is, and where they are a patron. */
export type PersonRequest = GivenPerson & {
  /** documentId of an active library */
  mediatheque: string;
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
  /** the solved challenge of GET /proof-of-work, as ALTCHA writes it, where one is asked for (204 where none is) */
  altcha?: string;
  /** a field that people do not see and that stays empty */
  website?: string;
};
/**
 * 202, the same whether the address is known or not; a mail to it is on its way each time. Where nobody has confirmed the address, it is one
 * more person who waits; where an account is open, its owner decides; 429 over the day's mails of an address.
 */
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
  account: {
    email: string;
    addressConfirmed: boolean;
    newAddress: string | null;
    blocked: boolean;
    createdAt: string;
    updatedAt: string;
    passwordChangedAt: string | null;
    signedOutAt: string | null;
  };
  /** mailed links, of the last thirty days */
  links: { sentAt: string; usedAt: string | null }[];
  /** who was asked for at the address, by people who may not be the account's: first name and library only */
  asked: AskedPerson[];
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
export type OwnRegistration = Person & {
  documentId: string;
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
 * once it is confirmed, where the library has corrected it; `asked`: who was asked for at the address since; `most`: how many registrations an account
 * holds. While the address is not confirmed, nobody is shown.
 */
export type OwnRegistrationsAnswer = {
  data: OwnRegistration[];
  meta: { addressConfirmed: boolean; newAddress: string | null; asked: AskedPerson[]; most: number };
};

/** Whether somebody who was asked for at an address is of the family of whoever reads its mails, or unknown to them. */
export type Belongs = 'family' | 'unknown';

/** Somebody who was asked for at the address of an open account: no registration before its owner says `family`. `askedAt`: ISO 8601 in UTC. */
export type AskedPerson = { documentId: string; firstName: string; mediatheque: string; askedAt: string };

/** A mailed link shows itself by its token, or by the code of the mail and the address that it was mailed to. */
export type AccountLinkProof = { token: string } | { email: string; code: string };

/**
 * POST /account-links/read: what a link opens; changes nothing. `isOpen`: the account has a password already; else `people` wait for a
 * word of whoever opens it. `moves`: the account moves to the address that the link was mailed to. 400 on `token` with `goneLink`, `expiredLink`, `usedLink`,
 * `blockedAccount` or `takenAddress`; on `code` with `wrongCode` for the first of them.
 */
export type AccountLink = {
  isOpen: boolean;
  moves: boolean;
  people: { documentId: string; firstName: string; mediatheque: string }[];
  asked: AskedPerson[];
};
export type AccountLinkAnswer = { data: AccountLink };

/**
 * POST /account-links/open: chooses the account's password, confirms its address, and signs in: 200 with `jwt` and `user`, as POST
 * /auth/local. `people`: a word about each of those who wait, by documentId; who is `unknown` is erased and their library told. Where all are,
 * no password is needed, and none is left to sign in: 200 with `erased`. Nothing has changed where it answers 400.
 */
export type OpenAccountRequest = AccountLinkProof & { password?: string; people?: Record<string, Belongs> };
export type ErasedAnswer = { data: { erased: true; message: string } };

/** POST /account-links: mails a new link to who is signed in and whose address is not confirmed. */
export type NewLinkAnswer = { data: { message: string } };

/** POST /asked-people/:documentId, signed in: 201 with the registration that `family` makes, 204 for `unknown`; errors as POST /registrations/mine. */
export type AskedPersonRequest = { belongs: Belongs };
