import type { z } from 'zod';
import type { FieldProblem } from '../../shared/contracts/admin';
import type { OPERATIONS } from '../../server/src/routes/operations';

type Operations = typeof OPERATIONS;
type Name = keyof Operations;

/** The server's own routes: where they are not the same, this does not compile. */
const ROUTES: { [Of in Name]: `${Operations[Of]['method']} ${Operations[Of]['path']}` } = {
  health: 'GET /health',
  openapi: 'GET /openapi.json',
  findMediatheques: 'GET /mediatheques',
  findChallenge: 'GET /proof-of-work',
  findSignUpTerms: 'GET /sign-up-terms',
  signUp: 'POST /registrations',
  findOwnRegistrations: 'GET /registrations/mine',
  addPerson: 'POST /registrations/mine',
  changeRegistration: 'PUT /registrations/mine/:documentId',
  requestNewLink: 'POST /account-links',
  readLink: 'POST /account-links/read',
  openLink: 'POST /account-links/open',
  decideAskedPerson: 'POST /asked-people/:documentId',
  exportAccount: 'GET /account/export',
  signOutEverywhere: 'POST /account/sign-out-everywhere',
  eraseAccount: 'DELETE /account',
};

type InPath<Path extends string> = Path extends `${string}/:${infer Parameter}` ? Record<Parameter, string> : unknown;
type InQuery<Of> = Of extends { query: infer Schema } ? z.input<Schema> : unknown;
type InBody<Of> = Of extends { body: infer Schema } ? z.input<Schema> : unknown;
/** What an operation takes, in one object: what stands in its path, and its query or body. */
type Given<Of extends Name> = InPath<Operations[Of]['path']> & InQuery<Operations[Of]> & InBody<Operations[Of]>;
type Input<Of extends Name> =
  unknown extends Given<Of> ? [] : object extends Given<Of> ? [given?: Given<Of>] : [given: Given<Of>];

type Answers<Of extends Name> = Operations[Of]['answers'];
/** The body of its answer; null where there is none (204). */
type Answer<Of extends Name> = {
  [Status in keyof Answers<Of>]: Status extends 200 | 201 | 202
    ? Answers<Of>[Status] extends { schema: infer Schema }
      ? z.output<Schema>
      : never
    : Status extends 204
      ? null
      : never;
}[keyof Answers<Of>];

/** A function for each operation of the OpenAPI document, by its `operationId`. Throws {@link SubscriptionsError} for every refusal, and what `fetch` throws where no answer came. */
export type Client = { [Of in Name]: (...input: Input<Of>) => Promise<Answer<Of>> };

/** The server has refused: `message` is for people, in their language; `problems` says what is wrong field by field; `retryAfter`: when to come again, in seconds. */
export class SubscriptionsError extends Error {
  readonly status: number;
  readonly problems: FieldProblem[];
  readonly retryAfter: number | null;

  constructor(refusal: { status: number; message: string; problems: FieldProblem[]; retryAfter: number | null }) {
    super(refusal.message);
    this.name = 'SubscriptionsError';
    this.status = refusal.status;
    this.problems = refusal.problems;
    this.retryAfter = refusal.retryAfter;
  }
}

const refusalOf = async (response: Response): Promise<SubscriptionsError> => {
  // A proxy answers in a form of its own.
  const { error } = (await response.json().catch(() => null)) ?? {};
  const { status, statusText, headers } = response;
  return new SubscriptionsError({
    status,
    message: error?.message ?? (statusText || `HTTP ${status}`),
    problems: error?.details?.errors ?? [],
    retryAfter: Number(headers.get('Retry-After')) || null,
  });
};

export type ClientOptions = {
  /** the address of the host's API, as `https://example.org/api`; in a page of the same site `/api` is enough */
  baseUrl: string;
  /** the language of sentences, and of the mails that follow; in a page, the browser's own unless it is said here */
  locale?: 'fr' | 'en';
  /** the `jwt` of who is signed in, as openLink and users-permissions' `POST /auth/local` give it */
  token?: string;
  fetch?: typeof globalThis.fetch;
};

/** A client of the plugin's public API. Of somebody who has signed in, it is another one, with their token. */
export const createClient = ({ baseUrl, locale, token, fetch = globalThis.fetch }: ClientOptions): Client => {
  const call = async (name: Name, given: Record<string, unknown> = {}): Promise<unknown> => {
    const [method, template] = ROUTES[name].split(' ');
    const [start, parameter] = template.split(':');
    const { [parameter]: id, ...sent } = given;
    const path = parameter ? start + encodeURIComponent(String(id)) : start;
    const isRead = method === 'GET';
    const query = isRead ? new URLSearchParams(sent as Record<string, string>).toString() : '';
    const response = await fetch(`${baseUrl}/rn-subscriptions${path}${query && `?${query}`}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(locale ? { 'Accept-Language': locale } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(isRead ? {} : { 'Content-Type': 'application/json' }),
      },
      body: isRead ? undefined : JSON.stringify(sent),
    });
    if (!response.ok) throw await refusalOf(response);
    return response.status === 204 ? null : response.json();
  };

  const names = Object.keys(ROUTES) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, (given?: Record<string, unknown>) => call(name, given)])
  ) as unknown as Client;
};
