import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import type { App } from './app';
import { makePatron, makeRegistration, storedRegistration, type Mediatheque } from './people';

const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const today = todayInParis();
const noonOf = (day?: string) => (day ? `${day}T12:00:00.000Z` : undefined);

/** People as only time makes them, for the nightly job; days are `YYYY-MM-DD`. */
export const pastOf = ({ app, mediatheque }: { app: App; mediatheque: Mediatheque }) => {
  const expiredOn = (expiresOn: string, columns: object = {}) =>
    makeRegistration(
      app,
      mediatheque,
      { state: 'validated', validFrom: today },
      { valid_from: addMonths(expiresOn, -12), expires_on: expiresOn, ...columns }
    );
  /** An expired registration whose announcement was queued, and has come this far: by the columns of its mail. */
  const announcedOn = async (day: string, mail: { state: string; sentOn?: string; triedOn?: string }) => {
    const registration = await expiredOn(addMonths(today, -14), { deletion_notice_on: day });
    const { documentId: id, expiresOn } = await storedRegistration(app, registration.documentId);
    const { state, sentOn, triedOn = sentOn } = mail;
    await app.strapi.db.query(OUTBOX).create({
      data: {
        kind: 'deletion-notice',
        dedupeKey: `deletion-notice:${id}:${expiresOn}`,
        registration: id,
        state,
        queuedAt: noonOf(day),
        nextAttemptAt: Date.now() + 86_400_000,
        sentAt: noonOf(sentOn),
        triedAt: triedOn && Date.parse(noonOf(triedOn)!),
      },
    });
    return registration;
  };
  return {
    expiredOn,
    announcedOn,
    leftOn: (day: string) => announcedOn(day, { state: 'sent', sentOn: day }),
    refusedOn: (decidedOn: string) =>
      makeRegistration(
        app,
        mediatheque,
        { state: 'refused' },
        { registered_on: addMonths(decidedOn, -1), decided_on: decidedOn }
      ),
    requestedOn: async (registeredOn: string, confirmed: boolean) => {
      const patron = await makePatron(app, mediatheque);
      await app.sql('rn_registrations').where({ id: patron.id }).update({ registered_on: registeredOn });
      await app.strapi.db
        .query('plugin::users-permissions.user')
        .update({ where: { email: patron.email }, data: { confirmed, createdAt: noonOf(registeredOn) } });
      return patron;
    },
    /** Whether each of them is still there. */
    areThere: (all: { documentId: string }[]): Promise<boolean[]> =>
      Promise.all(all.map(async ({ documentId }) => (await storedRegistration(app, documentId)) !== null)),
    /** The announcements to one of them. */
    noticesTo: ({ documentId }: { documentId: string }): Promise<{ state: string }[]> =>
      app.strapi.db.query(OUTBOX).findMany({ where: { registration: documentId, kind: 'deletion-notice' } }),
  };
};

/** Nobody is there any more, and no night has been. */
export const forgetAll = async (app: App) => {
  await app.sql('rn_registrations').delete();
  await app.sql('rn_job_runs').delete();
};

/** Lets `before` happen whenever somebody has been read for an erasure, and is not locked yet, as long as `work` takes. */
export const beforeErasures = async <Answer>(
  app: App,
  before: (read: { id?: number }) => Promise<unknown>,
  work: () => Promise<Answer>
): Promise<Answer> => {
  const erasure = app.strapi.plugin('rn-subscriptions').service('erasure');
  const { registration } = erasure;
  erasure.registration = async (input: { where: { id?: number } }) => {
    await before(input.where);
    return registration.call(erasure, input);
  };
  try {
    return await work();
  } finally {
    erasure.registration = registration;
  }
};
