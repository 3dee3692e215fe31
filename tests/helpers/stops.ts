import request from 'supertest';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import type { Network } from './faults';
import { makeAdmin, makeRegistration, saveOf, signUpData, storedRegistration, type Registration } from './people';
import { startServerProcess } from './server-process';
import { until } from './until';

/** People who save and sign up at once, and their shares. */
const SAVING = 3;
const SIGNING_UP = 3;
/** How many writes end well before the next stop. */
const BETWEEN = 25;

/**
 * Stops one of two servers `stops` times, as a service manager does, while librarians save and patrons sign up; a new one takes its
 * place each time. Counts what was answered with success, what of it is not stored, what is stored without its history or mails, and what never reached the mail server though the queue says so.
 */
export const stopUnderLoad = async (network: Network, stops: number) => {
  const { app, mediatheque } = network;
  const { sql } = app;
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  // Whoever was there before has mails that no server has sent.
  const [{ last }] = await sql('rn_registrations').max({ last: 'id' });
  const servers = [await startServerProcess(), await startServerProcess()];
  let isOver = false;
  let turn = 0;
  const address = () => servers[(turn += 1) % 2].address;
  const decided: Registration[] = [];
  const signedUp: string[] = [];

  /** The answer's status; 0 where there was none, since nobody listens there any more. */
  const statusOf = (asked: request.Test): Promise<number> =>
    asked.then(
      ({ status }) => status,
      () => 0
    );
  const save = async () => {
    const patron = await makeRegistration(app, mediatheque);
    const status = await statusOf(
      request(address())
        .put(`/rn-subscriptions/registrations/${patron.documentId}`)
        .set('Authorization', `Bearer ${librarian.token}`)
        .send(saveOf(patron, { state: 'validated', validFrom: todayInParis() }))
    );
    if (status === 200) decided.push(patron);
  };
  const signUp = async () => {
    const data = signUpData(mediatheque);
    if ((await statusOf(request(address()).post('/api/rn-subscriptions/registrations').send(data))) === 202)
      signedUp.push(data.email);
  };
  const repeat = async (one: () => Promise<void>) => {
    while (!isOver) await one();
  };
  const load = [
    ...Array.from({ length: SAVING }, () => repeat(save)),
    ...Array.from({ length: SIGNING_UP }, () => repeat(signUp)),
  ];

  let logs = '';
  for (let stop = 0; stop < stops; stop += 1) {
    const reached = decided.length + signedUp.length + BETWEEN;
    await until(
      async () => decided.length + signedUp.length,
      (count) => count >= reached,
      60_000
    );
    const stopped = servers[stop % 2];
    await stopped.end('SIGTERM');
    logs += stopped.logs();
    servers[stop % 2] = await startServerProcess();
  }
  isOver = true;
  await Promise.all(load);
  for (const server of servers) {
    await server.end('SIGTERM');
    logs += server.logs();
  }

  const lost = [
    ...(await Promise.all(
      decided.map(async ({ documentId }) => (await storedRegistration(app, documentId)).state === 'validated')
    )),
    ...(await Promise.all(
      signedUp.map(async (email) => (await sql('rn_registrations').where({ email })).length === 1)
    )),
  ].filter((isStored) => !isStored).length;
  const halfWritten = await sql('rn_registrations as r')
    .where((half) => {
      half
        .whereNotExists(
          sql('rn_registration_events as e').whereRaw('e.registration = r.document_id and e.to_state = r.state')
        )
        .orWhereNull('r.search_text')
        .orWhere((waiting) =>
          waiting
            .where('r.state', 'pending')
            .whereNotExists(
              sql('rn_outbox_mails as m').whereRaw(`m.registration = r.document_id and m.kind = 'receipt'`)
            )
        )
        .orWhere((valid) =>
          valid
            .where('r.state', 'validated')
            .whereNotExists(
              sql('rn_outbox_mails as m').whereRaw(`m.registration = r.document_id and m.kind = 'validated'`)
            )
        );
    })
    .select('r.document_id');
  // What the queue says has left, and the mail server has not.
  const sent: { email: string; count: string | number }[] = await sql('rn_outbox_mails as m')
    .join('rn_registrations as r', 'r.document_id', 'm.registration')
    .where('m.state', 'sent')
    .where('r.id', '>', last ?? 0)
    .whereNot('m.kind', 'new-request')
    .groupBy('r.email')
    .select('r.email as email')
    .count({ count: '*' });
  const unsent = sent.filter(
    ({ email, count }) => network.smtp.accepted.filter(({ to }) => to === email).length < Number(count)
  ).length;
  return { decided: decided.length, signedUp: signedUp.length, lost, halfWritten: halfWritten.length, unsent, logs };
};
