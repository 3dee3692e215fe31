import type { z } from 'zod';
import { HEALTH_ANSWER, UNHEALTHY_ANSWER } from '../../../shared/contracts/health';
import {
  ACCOUNT_EXPORT,
  ACCOUNT_LINK_ANSWER,
  CHALLENGE_ANSWER,
  MEDIATHEQUES_ANSWER,
  MESSAGE_ANSWER,
  OPENAPI_ANSWER,
  OPENED_ANSWER,
  OWN_REGISTRATION_ANSWER,
  OWN_REGISTRATIONS_ANSWER,
  SIGN_UP_TERMS_ANSWER,
} from '../../../shared/contracts/public';
import {
  ACCOUNT_ERASURE,
  ADDED_PERSON,
  ASKED_PERSON_WORD,
  LINK_OPENING,
  LINK_PROOF,
  MEDIATHEQUE_SEARCH,
  OWN_CHANGE,
  SIGN_UP,
} from '../../../shared/contracts/public-requests';

type Answer = { is: string; schema?: z.ZodType };

/** One thing that can be asked of the public API: its route, and what the OpenAPI document says of it. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** below `/rn-subscriptions`, as koa-router reads it */
  path: `/${string}`;
  handler: `${string}.${string}`;
  /**
   * `patron`: who is signed in, `everyone`: others too, both as far as the host grants it; `anybody`, `monitoring`: whatever it grants, and whoever
   * brings the token of the settings is told more
   */
  access: 'everyone' | 'patron' | 'anybody' | 'monitoring';
  summary: string;
  /** what the controller checks the query, or the body, with */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** by status; a refusal without a schema is one of Strapi's own form. What every operation may answer is in openapi.ts. */
  answers: Record<number, Answer>;
};

const OVER_A_LIMIT = { is: 'Asked too often, from here or for this address' };
const IMPOSSIBLE = {
  is: 'The account is full, the person is at that library already, or the library takes nobody any more',
};
const NOBODYS = { is: "There is none, or it is somebody else's" };

/**
 * The public API, by the names that its operations have in the OpenAPI document and in the client: the routes, the document and the test that
 * provokes every answer are made of this.
 */
export const OPERATIONS = {
  health: {
    method: 'GET',
    path: '/health',
    handler: 'health.find',
    access: 'monitoring',
    summary: 'Whether the server is well',
    answers: {
      200: { is: 'It is', schema: HEALTH_ANSWER },
      503: {
        is: 'The database cannot be written, or the server is stopping',
        schema: UNHEALTHY_ANSWER,
      },
    },
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    handler: 'openapi.find',
    access: 'anybody',
    summary: 'This document',
    answers: { 200: { is: 'As openapi.json of the package, with the address of this API', schema: OPENAPI_ANSWER } },
  },
  findMediatheques: {
    method: 'GET',
    path: '/mediatheques',
    handler: 'mediatheques.find',
    access: 'everyone',
    summary: 'The active libraries, by city and name',
    query: MEDIATHEQUE_SEARCH,
    answers: {
      200: { is: 'Those whose city, name or postal code holds every word of `search`', schema: MEDIATHEQUES_ANSWER },
    },
  },
  findChallenge: {
    method: 'GET',
    path: '/proof-of-work',
    handler: 'proof-of-work.find',
    access: 'everyone',
    summary: 'The small calculation that a sign-up has to bring',
    answers: { 200: { is: 'A challenge', schema: CHALLENGE_ANSWER }, 204: { is: 'None is asked for' } },
  },
  findSignUpTerms: {
    method: 'GET',
    path: '/sign-up-terms',
    handler: 'sign-up-terms.find',
    access: 'everyone',
    summary: 'Below which age a guardian has to agree, and to what',
    answers: { 200: { is: 'The age, and the wording of today', schema: SIGN_UP_TERMS_ANSWER } },
  },
  signUp: {
    method: 'POST',
    path: '/registrations',
    handler: 'registrations.create',
    access: 'everyone',
    summary: 'Ask for a registration at a library',
    body: SIGN_UP,
    answers: {
      202: {
        is: 'The same whether the address is known or not; a mail to it is on its way each time. Where nobody has confirmed the address, it is one more person who waits; where an account is open, its owner decides',
        schema: MESSAGE_ANSWER,
      },
      429: OVER_A_LIMIT,
    },
  },
  findOwnRegistrations: {
    method: 'GET',
    path: '/registrations/mine',
    handler: 'registrations.findMine',
    access: 'patron',
    summary: 'Everybody on the account, with status and access',
    answers: { 200: { is: 'What the account holds today', schema: OWN_REGISTRATIONS_ANSWER } },
  },
  addPerson: {
    method: 'POST',
    path: '/registrations/mine',
    handler: 'registrations.addMine',
    access: 'patron',
    summary: "Add a person, at the account's address",
    body: ADDED_PERSON,
    answers: {
      201: { is: 'The new registration', schema: OWN_REGISTRATION_ANSWER },
      409: IMPOSSIBLE,
      429: OVER_A_LIMIT,
    },
  },
  changeRegistration: {
    method: 'PUT',
    path: '/registrations/mine/:documentId',
    handler: 'registrations.updateMine',
    access: 'patron',
    summary: 'Correct own data while the request is pending; 403 once it was decided',
    body: OWN_CHANGE,
    answers: {
      200: { is: 'The registration as it is now', schema: OWN_REGISTRATION_ANSWER },
      404: NOBODYS,
      429: { is: 'Moved to another library too often' },
    },
  },
  requestNewLink: {
    method: 'POST',
    path: '/account-links',
    handler: 'account-links.again',
    access: 'patron',
    summary: 'Mail a new link to who is signed in and whose address is not confirmed',
    answers: { 200: { is: 'It is on its way, or none is needed', schema: MESSAGE_ANSWER }, 429: OVER_A_LIMIT },
  },
  readLink: {
    method: 'POST',
    path: '/account-links/read',
    handler: 'account-links.read',
    access: 'everyone',
    summary:
      'What a mailed link opens; changes nothing. 400 on `token` with `goneLink`, `expiredLink`, `usedLink`, `blockedAccount` or `takenAddress`; on `code` with `wrongCode` for the first of them',
    body: LINK_PROOF,
    answers: { 200: { is: 'Who waits for a word', schema: ACCOUNT_LINK_ANSWER }, 429: OVER_A_LIMIT },
  },
  openLink: {
    method: 'POST',
    path: '/account-links/open',
    handler: 'account-links.open',
    access: 'everyone',
    summary:
      "Choose the account's password, confirm its address, and sign in. Who is `unknown` is erased and their library told. Nothing has changed where it answers 400",
    body: LINK_OPENING,
    answers: { 200: { is: 'Signed in; or all erased', schema: OPENED_ANSWER }, 429: OVER_A_LIMIT },
  },
  decideAskedPerson: {
    method: 'POST',
    path: '/asked-people/:documentId',
    handler: 'asked-people.decide',
    access: 'patron',
    summary: "What the account's owner says of somebody who was asked for at its address",
    body: ASKED_PERSON_WORD,
    answers: {
      201: { is: 'The registration that `family` makes', schema: OWN_REGISTRATION_ANSWER },
      204: { is: '`unknown`: forgotten' },
      404: NOBODYS,
      409: IMPOSSIBLE,
      429: OVER_A_LIMIT,
    },
  },
  exportAccount: {
    method: 'GET',
    path: '/account/export',
    handler: 'account.export',
    access: 'patron',
    summary: 'All that is held of the patron, as a file',
    answers: { 200: { is: 'Everything', schema: ACCOUNT_EXPORT } },
  },
  signOutEverywhere: {
    method: 'POST',
    path: '/account/sign-out-everywhere',
    handler: 'account.signOutEverywhere',
    access: 'patron',
    summary: 'End every session of the account: this one, too',
    answers: { 204: { is: 'Ended' } },
  },
  eraseAccount: {
    method: 'DELETE',
    path: '/account',
    handler: 'account.erase',
    access: 'patron',
    summary: 'Erase the account and everybody on it',
    body: ACCOUNT_ERASURE,
    answers: { 204: { is: 'Erased' }, 429: { is: 'Wrong passwords too often' } },
  },
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

/** The handlers of what these may ask. */
export const handlersOf = (accesses: Operation['access'][]): string[] =>
  Object.values<Operation>(OPERATIONS)
    .filter(({ access }) => accesses.includes(access))
    .map(({ handler }) => handler);
