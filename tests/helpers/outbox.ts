import type { App } from './app';
import { makeRegistration, type Mediatheque, type Registration } from './people';
import { until } from './until';

const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';

/** Changes rows of the queue as only time would; times are milliseconds since 1970, whatever the column keeps them as. */
export const setOutboxTimes = async (app: App, where: object, values: Record<string, unknown>): Promise<void> => {
  const attributes: Record<string, { type: string }> = app.strapi.contentType(OUTBOX).attributes;
  const stored = (name: string, value: unknown) =>
    attributes[name].type === 'datetime'
      ? new Date(Number(value)).toISOString()
      : attributes[name].type === 'biginteger'
        ? String(value)
        : value;
  const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, stored(name, value)]));
  await app.strapi.db.query(OUTBOX).updateMany({ where, data });
};

/** A row of the queue; times are milliseconds since 1970 as text, and of `datetime` columns ISO 8601. */
export type StoredMail = {
  id: number;
  documentId: string;
  kind: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dismissed';
  attempts: number;
  nextAttemptAt: string;
  lastErrorCode: string | null;
  leaseUntil: string | null;
  sentAt: string | null;
  reasonLost: boolean;
};

/** The mail of the queue that is found so, once it is as wanted; `patience` as of `until`. */
export const storedMail = (
  app: App,
  where: object,
  isDone: (mail: StoredMail) => boolean,
  patience?: number
): Promise<StoredMail> =>
  until<StoredMail | null>(() => app.strapi.db.query(OUTBOX).findOne({ where }), isDone, patience);

/** The mails about somebody, once they are as wanted. */
export const mailsAbout = (
  app: App,
  { documentId: registration }: { documentId: string },
  isDone: (mails: StoredMail[]) => boolean
): Promise<StoredMail[]> =>
  until<StoredMail[]>(() => app.strapi.db.query(OUTBOX).findMany({ where: { registration } }), isDone);

/** A patron whose first mails the server answers with this code, once each is as wanted. */
export const makeUndelivered = async (
  app: App,
  input: { mediatheque: Mediatheque; lastName: string; code: number; isDone: (mail: StoredMail) => boolean }
): Promise<Registration> => {
  const { mediatheque, lastName, code, isDone } = input;
  app.smtp.refuseWith(code);
  const registration = await makeRegistration(app, mediatheque, { lastName, firstName: 'Zoé' });
  for (const kind of ['new-request', 'receipt'])
    await storedMail(app, { registration: registration.documentId, kind }, isDone);
  app.smtp.refuseWith(null);
  return registration;
};

/** What the queue says of a mail that its receiver's server puts off. */
export const isPutOff = ({ state, attempts }: StoredMail) => state === 'waiting' && attempts === 1;
export const isFailed = ({ state }: StoredMail) => state === 'failed';
