import { currentLanguage, texts } from './i18n/index.js';
import { currentSession, endSession } from './session.js';
import { settings } from './settings.js';

const TIMEOUT_MS = 20_000;

/**
 * What went wrong, in the reader's words. `kind` is `network` (no answer), `session` (sign in again), `invalid`
 * (`fields`: [{ field, code, message }]), or `refused` (the server's own sentence).
 */
export const failure = (kind, message, fields = []) => Object.assign(new Error(message), { kind, fields });

const send = async ({ method, path, body, token }) => {
  try {
    return await fetch(`${settings.api}${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        'Accept-Language': currentLanguage(),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw failure('network', texts().problems.network);
  }
};

const readJson = (response) => response.json().catch(() => null);

const failureOf = ({ status, error, token }) => {
  if (status === 401 && token) {
    // An answer to a session that was left meanwhile must not end the next one.
    if (currentSession()?.token === token) {
      endSession();
      dispatchEvent(new Event('session-ended'));
    }
    return failure('session', texts().problems.sessionEnded);
  }
  // The accounts' own routes say it in English, and not for how long.
  if (status === 429) return failure('refused', error?.details?.retryAfter ? error.message : texts().problems.tooMany);
  if (status >= 500 || !error?.message) return failure('network', texts().problems.server);
  if (error.details?.errors?.[0]?.field) return failure('invalid', error.message, error.details.errors);
  return failure('refused', error.message);
};

const request = async (call) => {
  const response = await send(call);
  if (response.status === 204) return null;
  const answer = await readJson(response);
  if (response.ok && answer) return answer;
  throw failureOf({ status: response.status, error: answer?.error, token: call.token });
};

const asPatron = (call) => request({ ...call, token: currentSession()?.token });

/** The active libraries whose town, name or postal code holds each word of `search`. */
export const findMediatheques = async (search) =>
  (await request({ method: 'GET', path: `/rn-subscriptions/mediatheques?search=${encodeURIComponent(search)}` })).data;

/** The calculation that a sign-up, or asking for a link, has to bring, in ALTCHA's form, or null where none is asked for. */
export const findChallenge = () => request({ method: 'GET', path: '/rn-subscriptions/proof-of-work' });

/** Below which age a guardian has to agree, and to what: `{ minorAge, guardianWording: { version, text } }`. */
export const findSignUpTerms = async () =>
  (await request({ method: 'GET', path: '/rn-subscriptions/sign-up-terms' })).data;

/** Asks for a registration. Returns the sentence to show; it is the same for an address that has an account. */
export const signUp = async (body) =>
  (await request({ method: 'POST', path: '/rn-subscriptions/registrations', body })).data.message;

/** Returns `{ token, email }`; throws `refused` for a wrong address or password. */
export const signIn = async ({ email, password }) => {
  const { jwt, user } = await request({ method: 'POST', path: '/auth/local', body: { identifier: email, password } });
  return { token: jwt, email: user.email };
};

/** Asks for a link by e-mail; nothing tells whether the address has an account. */
export const requestPasswordLink = ({ email, altcha }) =>
  request({ method: 'POST', path: '/auth/forgot-password', body: { email, altcha } });

/** Ends every session of the account, wherever it was opened: this one, too. */
export const signOutEverywhere = () =>
  asPatron({ method: 'POST', path: '/rn-subscriptions/account/sign-out-everywhere' });

/** What a mailed link opens, by its proof (`{ token }` or `{ email, code }`): `{ isOpen, moves, people, asked }`; throws `invalid` for one that does not open. */
export const readLink = async (proof) =>
  (await request({ method: 'POST', path: '/rn-subscriptions/account-links/read', body: proof })).data;

/** Opens it with a password and a word about each of those who wait. Returns `{ token, email }`, `{ erased, message }` where nobody was left, or `{ opened }` where the sign-in is still to be done; throws `invalid`. */
export const openLink = async (body) => {
  const { data, jwt, user } = await request({ method: 'POST', path: '/rn-subscriptions/account-links/open', body });
  return data ?? { token: jwt, email: user.email };
};

/** Mails a new link to the account that is signed in. Returns the sentence to show. */
export const requestNewLink = async () =>
  (await asPatron({ method: 'POST', path: '/rn-subscriptions/account-links' })).data.message;

/** What the owner of the account says of somebody who was asked for: returns the registration of `family`, null for `unknown`. */
export const decideAbout = async (documentId, belongs) =>
  (await asPatron({ method: 'POST', path: `/rn-subscriptions/asked-people/${documentId}`, body: { belongs } }))?.data ??
  null;

/** The people of the account that is signed in, with their status and access: `{ people, addressConfirmed, newAddress, accountStays, asked, most }`. */
export const findOwnRegistrations = async () => {
  const { data, meta } = await asPatron({ method: 'GET', path: '/rn-subscriptions/registrations/mine' });
  return { people: data, ...meta };
};

/** Adds a person to the account; returns the new registration. */
export const addPerson = async (body) =>
  (await asPatron({ method: 'POST', path: '/rn-subscriptions/registrations/mine', body })).data;

/** Corrects a request that waits; returns it as it is now. */
export const correctRegistration = async (documentId, body) =>
  (await asPatron({ method: 'PUT', path: `/rn-subscriptions/registrations/mine/${documentId}`, body })).data;

/** All that is held of the account, as text to be kept in a file. */
export const exportAccount = async () =>
  JSON.stringify(await asPatron({ method: 'GET', path: '/rn-subscriptions/account/export' }), null, 2);

/** Erases everybody on the account, and the account unless it is the site's; throws `invalid` for a wrong password. */
export const eraseAccount = (password) =>
  asPatron({ method: 'DELETE', path: '/rn-subscriptions/account', body: { password } });

/** The catalogue, for everybody. */
export const findResources = async () => (await request({ method: 'GET', path: '/digital-resources' })).data;

/** The address that opens a resource; throws `refused` with the reason where the subscription does not allow it. */
export const openResource = async (documentId) =>
  (await asPatron({ method: 'POST', path: `/digital-resources/${documentId}/open` })).data.address;
