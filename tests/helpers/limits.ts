import type { App } from './app';

/** The limits of a small installation behind one proxy of its own: tests choose their client by the address that this proxy wrote. */
export const LIMITS = {
  PROXY_COUNT: '1',
  REQUESTS_PER_CLIENT: '4',
  REQUESTS_PER_ADDRESS: '3',
  MAILS_PER_ADDRESS: '3',
  MOVES_PER_REGISTRATION: '3',
};

let clients = 0;
/** The address of somebody who has asked for nothing yet. */
export const newClient = () => `198.51.100.${(clients += 1)}`;

/** Sends this as somebody at this address. */
export const postFrom = (app: App, path: string, body: object, client = newClient()) =>
  app.http().post(path).set('X-Forwarded-For', client).send(body);

/** At once, since an answer takes its time; whichever came first is the same to the limits. */
export const statuses = async (count: number, send: () => PromiseLike<{ status: number }>) =>
  (await Promise.all(Array.from({ length: count }, send))).map(({ status }) => status).sort();

/** So many requests that are accepted, and then so many that are too many. */
export const accepted = (count: number, refused: number) => [...Array(count).fill(202), ...Array(refused).fill(429)];
