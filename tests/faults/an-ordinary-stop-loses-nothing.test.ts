import request from 'supertest';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { connect, proven, startNetwork, type Network } from '../helpers/faults';
import { makeAdmin, saveOf, signUpData, storedRegistration } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';
import { stopUnderLoad } from '../helpers/stops';
import { until } from '../helpers/until';

/** Rule 10: an ordinary stop finishes what was begun. */

let network: Network;
beforeAll(async () => {
  network = await startNetwork({ SIGN_UP_PROOF_OF_WORK: 'false' });
});
afterAll(() => network.stop());

test('a save and a sign-up that are under way are finished, with their mails; what comes later is sent away', async () => {
  const { app, mediatheque } = network;
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  const [patron] = await network.waiting(1);
  const newcomer = signUpData(mediatheque);
  const server = await startServerProcess();

  // Both wait for what this holds.
  const holder = await connect();
  await holder.query('begin');
  await holder.query('lock table rn_registrations in share row exclusive mode');
  const save = request(server.address)
    .put(`/rn-subscriptions/registrations/${patron.documentId}`)
    .set('Authorization', `Bearer ${librarian.token}`)
    .send(saveOf(patron, { state: 'validated', validFrom: todayInParis() }))
    .then((answer) => answer);
  const signUp = request(server.address)
    .post('/api/rn-subscriptions/registrations')
    .send(newcomer)
    .then((answer) => answer);
  const waitsFor = async () =>
    (await holder.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
      .rowCount ?? 0;
  await until(waitsFor, (count) => count >= 2);

  const ended = server.end('SIGTERM');
  await until(
    () =>
      request(server.address)
        .get('/api/rn-subscriptions/health')
        .then(
          ({ status }) => status,
          () => 0
        ),
    (status) => status === 0 || status === 503
  );
  await holder.query('commit');
  await holder.end();
  expect([(await save).status, (await signUp).status]).toEqual([200, 202]);
  await ended;

  const sql = app.sql;
  const { documentId } = await sql('rn_registrations')
    .where({ email: newcomer.email })
    .first('document_id as documentId');
  expect(await storedRegistration(app, documentId)).toMatchObject({
    recordedState: 'pending',
    searchText: expect.stringContaining('dupont'),
  });
  const kindsOf = async (registration: string) =>
    (await sql('rn_outbox_mails').where({ registration }).orderBy('kind')).map(({ kind }: { kind: string }) => kind);
  expect(await kindsOf(documentId)).toEqual(['new-request', 'receipt']);
  expect(await kindsOf(patron.documentId)).toContain('validated');
  proven({
    fault: 'SIGTERM while a save and a sign-up wait for the database',
    promise: 'both are finished, answered, and owe their mails',
    measured: '2 answered, 2 stored, 3 mails queued',
  });
});

test('two stops under load', async () => {
  const { lost, halfWritten, unsent, logs } = await stopUnderLoad(network, 2);
  expect({ lost, halfWritten, unsent }).toEqual({ lost: 0, halfWritten: 0, unsent: 0 });
  expect(logs).not.toContain('had been written without their history');
});
