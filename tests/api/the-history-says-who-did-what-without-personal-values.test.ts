import { randomUUID } from 'node:crypto';
import type { HistoryLine } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { GIVEN_NAMES } from '../../src/plugins/rn-subscriptions/shared/person-fields';
import { startApp, type App } from '../helpers/app';
import { personOfCanary } from '../helpers/canary';
import {
  forgotPassword,
  makeAdmin,
  makeMediatheque,
  makePatron,
  saveOf,
  signInPatron,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import { setOutboxTimes } from '../helpers/outbox';
import { until } from '../helpers/until';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const CANARY = 'CANARI4d';
const at = (documentId: string) => `/rn-subscriptions/registrations/${documentId}`;
const historyOf = async (documentId: string) =>
  (await librarian.get(`${at(documentId)}/history`).expect(200)).body.data;
const open = async (documentId: string) => (await librarian.get(at(documentId)).expect(200)).body.data;

const AFTERWARDS = personOfCanary(CANARY, '1985-05-17');
/** What a librarian corrects: all but the address, which moves an account. */
const CORRECTED = Object.fromEntries(GIVEN_NAMES.map((name) => [name, AFTERWARDS[name]]));

/** A patron who corrected the card number, then was corrected in everything and refused by the librarian. */
const withHistory = async () => {
  const patron = await makePatron(app, mediatheque, personOfCanary(`${randomUUID().slice(0, 8)}${CANARY}`));
  const { put } = await signInPatron(app, patron.email);
  await put(`/api/rn-subscriptions/registrations/mine/${patron.documentId}`, { cardNumber: `Carte${CANARY}` }).expect(
    200
  );
  const opened = await open(patron.documentId);
  const corrected = await librarian.put(at(patron.documentId), saveOf(opened, CORRECTED)).expect(200);
  await librarian
    .put(
      at(patron.documentId),
      saveOf(corrected.body.data, { state: 'refused', refusalReason: `Raison${CANARY}`, ...CORRECTED })
    )
    .expect(200);
  await until(
    () => historyOf(patron.documentId),
    (lines) => lines.some(({ mail }: { mail: string }) => mail === 'refused')
  );
  return patron;
};

test('the history says who did what and when, with the names of fields and no value', async () => {
  const patron = await withHistory();
  const answer = await librarian.get(`${at(patron.documentId)}/history`).expect(200);
  const lines = answer.body.data;
  const of = (action: string) =>
    lines
      .filter((line: { action: string }) => line.action === action)
      .map(({ at: _at, ...line }: { at: string }) => line);
  const nobody = { actorName: null, fromState: null, toState: null, fields: [], mail: null };
  expect(of('created')).toEqual([{ ...nobody, action: 'created', actor: 'patron', toState: 'pending' }]);
  expect(of('changed')).toEqual([
    {
      ...nobody,
      action: 'changed',
      actor: 'librarian',
      actorName: 'Agent rn-librarian',
      fromState: 'pending',
      toState: 'pending',
      fields: GIVEN_NAMES,
    },
    { ...nobody, action: 'changed', actor: 'patron', fromState: 'pending', toState: 'pending', fields: ['cardNumber'] },
  ]);
  expect(of('decided')).toEqual([
    {
      ...nobody,
      action: 'decided',
      actor: 'librarian',
      actorName: 'Agent rn-librarian',
      fromState: 'pending',
      toState: 'refused',
    },
  ]);
  expect(
    of('mailed')
      .map(({ mail }: { mail: string }) => mail)
      .sort()
  ).toEqual(['new-request', 'receipt', 'refused']);
  const times = lines.map((line: { at: string }) => line.at);
  expect(times).toEqual([...times].sort().reverse());
  for (const value of [CANARY, patron.email, librarian.email, '1985']) expect(answer.text).not.toContain(value);
});

test('it stays when the librarian’s account is deleted, without a name', async () => {
  const patron = await makePatron(app, mediatheque);
  const gone = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  await gone
    .put(at(patron.documentId), saveOf((await gone.get(at(patron.documentId))).body.data, { state: 'refused' }))
    .expect(200);
  await app.strapi.service('admin::user').deleteById(gone.id);
  const [line] = (await historyOf(patron.documentId)).filter(({ action }: { action: string }) => action === 'decided');
  expect(line).toMatchObject({ actor: 'librarian', actorName: null, toState: 'refused' });
});

test('it keeps the mails that have left the queue, once', async () => {
  const patron = await withHistory();
  const mailsOf = async () =>
    (await historyOf(patron.documentId))
      .filter(({ action }: { action: string }) => action === 'mailed')
      .map(({ mail, at: sentAt }: HistoryLine) => [mail, sentAt])
      .sort();
  const sentAt = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
  await app
    .sql('rn_outbox_mails')
    .where({ registration: patron.documentId })
    .update({ sent_at: app.database === 'sqlite' ? sentAt.getTime() : sentAt.toISOString() });
  const before = await mailsOf();
  const outbox = app.strapi.plugin('rn-subscriptions').service('outbox');
  await Promise.all([outbox.deleteOld(), outbox.deleteOld()]);
  expect(await app.sql('rn_outbox_mails').where({ registration: patron.documentId })).toHaveLength(0);
  expect(before).toHaveLength(3);
  expect(await mailsOf()).toEqual(before);
});

test('a mail that was given up leaves the queue after thirty days, too', async () => {
  const patron = await withHistory();
  const mails = () =>
    app.strapi.db
      .query('plugin::rn-subscriptions.outbox-mail')
      .findMany({ where: { registration: patron.documentId }, orderBy: { id: 'asc' } });
  const [old, young] = await mails();
  for (const [{ id }, days] of [
    [old, 31],
    [young, 29],
  ])
    await setOutboxTimes(app, { id }, { state: 'dismissed', queuedAt: Date.now() - days * 24 * 60 * 60 * 1000 });
  await app.strapi.plugin('rn-subscriptions').service('outbox').deleteOld();
  const left = (await mails()).map(({ id }) => id);
  expect(left).not.toContain(old.id);
  expect(left).toContain(young.id);
});

test('another library’s librarian gets the same 404 as for nobody; who is not signed in, nothing', async () => {
  const patron = await makePatron(app, mediatheque);
  const other = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [await makeMediatheque(app)] });
  const foreign = await other.get(`${at(patron.documentId)}/history`).expect(404);
  const missing = await other.get(`${at('aaaaaaaaaaaaaaaaaaaaaaaa')}/history`).expect(404);
  expect(foreign.body).toEqual(missing.body);
  await app
    .http()
    .get(`${at(patron.documentId)}/history`)
    .expect(401);
});

test('the patron downloads all that is held, and nothing of anybody else or of the staff', async () => {
  const [patron, other] = [await withHistory(), await makePatron(app, mediatheque)];
  const { get } = await signInPatron(app, patron.email);
  // What only a child has, and what only time brings about.
  await app
    .sql('rn_registrations')
    .where({ document_id: patron.documentId })
    .update({
      guardian_name: `Responsable${CANARY}`,
      guardian_wording: '1',
      guardian_agreed_on: '2020-01-07',
      deletion_notice_on: '2020-02-07',
    });
  await forgotPassword(app, patron.email).expect(200);
  await app.smtp.mailTo(patron.email, { subject: /^Votre lien/ });
  await until(
    () => app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findOne({ where: { kind: 'account-link' } }),
    ({ state }) => state === 'sent'
  );
  const answer = await get('/api/rn-subscriptions/account/export').expect(200);
  expect(answer.headers).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment; filename="mes-donnees-\d{4}-\d{2}-\d{2}\.json"$/),
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  const moment = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  const sent = (kind: string) => ({ kind, state: 'sent', queuedAt: moment, sentAt: moment });
  const line = { at: moment, fields: [], fromState: null, toState: null, mail: null };
  const { history, ...registration } = JSON.parse(answer.text).registrations[0];
  expect({ ...JSON.parse(answer.text), registrations: [registration] }).toEqual({
    exportedOn: todayInParis(),
    account: {
      email: patron.email,
      newAddress: null,
      addressConfirmed: true,
      blocked: false,
      createdAt: moment,
      updatedAt: moment,
      passwordChangedAt: moment,
      signedOutAt: null,
      accountStays: false,
    },
    registrations: [
      {
        documentId: patron.documentId,
        ...CORRECTED,
        email: patron.email,
        guardian: {
          name: `Responsable${CANARY}`,
          agreedOn: '2020-01-07',
          wording: '1',
          text: expect.stringContaining('autorité parentale'),
        },
        mediatheque: mediatheque.label,
        registeredOn: todayInParis(),
        state: 'refused',
        validFrom: null,
        expiresOn: null,
        decidedOn: todayInParis(),
        deletionNoticeOn: '2020-02-07',
        language: 'fr',
        createdAt: moment,
        updatedAt: moment,
        mails: ['new-request', 'receipt', 'refused'].map(sent),
      },
    ],
    mails: [sent('account-link')],
    // That of the receipt, too, where it left before the account was open.
    links: expect.arrayContaining([{ sentAt: moment, usedAt: null }]),
    asked: [],
  });
  expect(history).toHaveLength(7);
  for (const [action, more] of [
    ['created', { actor: 'patron', toState: 'pending' }],
    ['changed', { actor: 'patron', fromState: 'pending', toState: 'pending', fields: ['cardNumber'] }],
    ['changed', { actor: 'librarian', fromState: 'pending', toState: 'pending', fields: GIVEN_NAMES }],
    ['decided', { actor: 'librarian', fromState: 'pending', toState: 'refused' }],
    ...['new-request', 'receipt', 'refused'].map((mail) => ['mailed', { actor: 'system', mail }] as const),
  ] as const)
    expect(history).toContainEqual({ ...line, action, ...more });
  for (const value of ['Agent', librarian.email, other.email, other.documentId, 'Raison', '$2'])
    expect(answer.text).not.toContain(value);
  await app.http().get('/api/rn-subscriptions/account/export').expect(401);
});
