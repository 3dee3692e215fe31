import type { Denial } from '../entitlement';
import type { Status } from '../registration-state';

/** Requests and answers of the website's routes, `/api/rn-subscriptions/…`. Dates are `YYYY-MM-DD`. */

/** GET /mediatheques?search=… */
export type PublicMediatheque = { documentId: string; label: string; name: string; city: string; postalCode: string | null };
export type MediathequesAnswer = { data: PublicMediatheque[] };

/** POST /registrations */
export type SignUpRequest = {
  lastName: string;
  firstName: string;
  email: string;
  birthDate: string;
  /** documentId of an active library */
  mediatheque: string;
  password: string;
  cardNumber?: string;
  /** the solved challenge of GET /proof-of-work, as ALTCHA writes it, where one is asked for (204 where none is) */
  altcha?: string;
  /** a field that people do not see and that stays empty */
  website?: string;
};
/** 202, the same whether the address is known or not. */
export type SignUpAnswer = { data: { message: string } };

/** PUT /registrations/mine/:documentId: own data while the request is pending; what is left out stays. */
export type OwnDataRequest = Partial<Pick<SignUpRequest, 'lastName' | 'firstName' | 'birthDate' | 'mediatheque' | 'cardNumber'>>;

/** GET /registrations/mine */
export type OwnRegistration = {
  documentId: string;
  lastName: string;
  firstName: string;
  email: string;
  birthDate: string;
  cardNumber: string | null;
  registeredOn: string;
  status: Status;
  validFrom: string | null;
  expiresOn: string | null;
  mediatheque: PublicMediatheque;
  access: { open: true } | { open: false; reason: Denial; message: string };
};
/** `addressConfirmed`: whether the account's address is, without which nothing opens. */
export type OwnRegistrationsAnswer = { data: OwnRegistration[]; meta: { addressConfirmed: boolean } };

/** POST /address-confirmations: the token of the mail's link. 400 with `token`: `goneLink`, `expiredLink` or `usedLink`. */
export type ConfirmationRequest = { token: string };
/** Also of POST /address-confirmations/again, which mails a new link to who is signed in. */
export type ConfirmationAnswer = { data: { message: string } };
