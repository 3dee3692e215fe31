import request from 'supertest';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { proven } from '../helpers/faults';
import { makeAdmin, makeMediatheque, saveOf, signUpData, type Mediatheque } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** Rules 2 and 8: one decision, one mail, whoever of several servers sends it, and whoever dies on the way. */

const REGISTRATION = 'plugin::rn-subscriptions.registration';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const DECISIONS = 60;

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  // It does not listen, and so mails nothing: the servers under test are processes of their own.
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const decide = async (lastName: string) => {
  const data = signUpData(mediatheque, { lastName });
  await documentsOf(app, REGISTRATION).create({ data: { ...data, state: 'refused' } });
};

const unsent = () => app.strapi.db.query(OUTBOX).count({ where: { state: { $ne: 'sent' } } });
const delivered = (lastName: string) => app.smtp.mails.filter((mail) => mail.text?.includes(` ${lastName},`));
const messageIds = (lastName: string) => new Set(delivered(lastName).map(({ messageId }) => messageId));

test('two servers send every mail once', async () => {
  for (let number = 0; number < DECISIONS; number += 1) await decide('Partagé');
  const servers = await Promise.all([startServerProcess(), startServerProcess()]);
  await until(unsent, (count) => count === 0, 40_000);
  expect(delivered('Partagé')).toHaveLength(DECISIONS);
  expect(messageIds('Partagé').size).toBe(DECISIONS);
  proven({
    fault: 'Two servers on one queue',
    promise: 'every mail once',
    measured: `${DECISIONS} decided, ${delivered('Partagé').length} copies`,
  });
  for (const server of servers) await server.end('SIGTERM');
});

test('a server that is killed on the way loses nothing: its mails are sent by the other, with the same Message-ID', async () => {
  for (let number = 0; number < DECISIONS; number += 1) await decide('Interrompu');
  const atKill = app.smtp.mails.length + 15;
  const [killed, other] = await Promise.all([startServerProcess(), startServerProcess()]);
  await until(
    async () => app.smtp.mails.length,
    (count) => count >= atKill,
    40_000
  );
  await killed.end('SIGKILL');
  // The lease of what it was sending is over.
  await app.sql('rn_outbox_mails').where({ state: 'sending' }).update({ lease_until: 1 });
  await until(unsent, (count) => count === 0, 40_000);

  expect(messageIds('Interrompu').size).toBe(DECISIONS);
  // At most what the killed server had under way can have been handed over before it could say so.
  expect(delivered('Interrompu').length).toBeLessThanOrEqual(DECISIONS + 20);
  proven({
    fault: 'One of two servers is killed while both send',
    promise: 'nothing lost; a second copy only of what it had under way, with the same Message-ID',
    measured: `${DECISIONS} decided, ${messageIds('Interrompu').size} delivered, ${delivered('Interrompu').length} copies`,
  });
  await other.end('SIGTERM');
});

test('a change that is rolled back after its mail was queued mails nobody', async () => {
  const data = signUpData(mediatheque, { lastName: 'Annulé' });
  const write = app.strapi.db.transaction(async () => {
    await documentsOf(app, REGISTRATION).create({ data: { ...data, state: 'refused' } });
    expect(await unsent()).toBe(1);
    throw new Error('rolled back by the test');
  });
  await expect(write).rejects.toThrow('rolled back by the test');
  expect(await unsent()).toBe(0);
  expect(await app.strapi.db.query(REGISTRATION).count({ where: { lastName: 'Annulé' } })).toBe(0);
  proven({
    fault: 'The change is rolled back after its mail was queued',
    promise: 'no mail',
    measured: '0 rows, 0 mails',
  });
});

test('one row saved at once on two servers is decided once; the other is told what changed', async () => {
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  const data = signUpData(mediatheque);
  const { documentId } = await documentsOf(app, REGISTRATION).create({ data: data });
  const path = `/rn-subscriptions/registrations/${documentId}`;
  const opened = (await librarian.get(path).expect(200)).body.data;
  const servers = await Promise.all([startServerProcess(), startServerProcess()]);

  const save = (address: string, state: Record<string, unknown>) =>
    request(address).put(path).set('Authorization', `Bearer ${librarian.token}`).send(saveOf(opened, state));
  const answers = await Promise.all([
    save(servers[0].address, { state: 'refused', refusalReason: 'La raison de l’une' }),
    save(servers[1].address, { state: 'validated', validFrom: opened.registeredOn }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(
    await app.strapi.db
      .query(OUTBOX)
      .count({ where: { registration: documentId, kind: { $in: ['validated', 'refused'] } } })
  ).toBe(1);
  proven({
    fault: 'One row saved at once on two servers',
    promise: 'one decision, one mail; the other librarian gets 409',
    measured: '2 saves, 1 decision, 1 mail',
  });
  for (const server of servers) await server.end('SIGTERM');
});
