import type { App } from './app';
import type { Admin } from './people';
import { until } from './until';

const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';

/** The window of a registration, for a librarian who corrects it. */
export const windowOf = (librarian: Admin, { documentId }: { documentId: string }) => {
  const path = `/rn-subscriptions/registrations/${documentId}`;
  const detail = async () => (await librarian.get(path).expect(200)).body.data;
  return {
    detail,
    mails: async () => (await librarian.get(`${path}/mails`).expect(200)).body.data,
    history: async () => (await librarian.get(`${path}/history`).expect(200)).body.data,
    /** Saves these fields over what the window shows now. */
    save: async (data: Record<string, unknown>) => librarian.put(path, { version: (await detail()).version, ...data }),
    sendAgain: (mail: { documentId: string }) => librarian.post(`${path}/mails/${mail.documentId}/send-again`),
  };
};

/** Waits until no mail waits any longer. */
export const quietQueue = (app: App) =>
  until(
    () => app.strapi.db.query(OUTBOX).findMany({ where: { state: { $in: ['waiting', 'sending'] } } }),
    (waiting) => waiting.length === 0
  );

/** The mails that left because of `act`, in the order of their text: `receiver « subject »`. */
export const mailsOf = async (app: App, act: () => Promise<unknown>): Promise<string[]> => {
  await quietQueue(app);
  const before = app.smtp.mails.length;
  await act();
  await quietQueue(app);
  return app.smtp.mails
    .slice(before)
    .map(({ receivers, subject }) => `${receivers.join()} « ${subject} »`)
    .sort();
};
