import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { UID } from '@strapi/strapi';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { personOfCanary, placesOf } from '../helpers/canary';
import {
  accountOf,
  changeRegistration,
  forgotPassword,
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  PASSWORD,
  saveOf,
  signInPatron,
  type Admin,
  type Mediatheque,
  type Registration,
} from '../helpers/people';
import { beforeErasures } from '../helpers/retention';

const ACCOUNT = '/api/rn-subscriptions/account';
const EVENT = 'plugin::rn-subscriptions.registration-event';
const MAIL = 'plugin::rn-subscriptions.outbox-mail';
const USER = 'plugin::users-permissions.user';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rn-ledger-'));
const ledger = path.join(folder, 'ledger');

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp({ env: { ERASURE_LEDGER: ledger } });
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(async () => {
  await app.stop();
  fs.rmSync(folder, { recursive: true });
});

const count = (uid: string, where: object = {}): Promise<number> =>
  app.strapi.db.query(uid as UID.Schema).count({ where });
const at = (documentId: string) => `/rn-subscriptions/registrations/${documentId}`;
/** A birth date that nothing else here has. */
const aged = (years: number) => addMonths(todayInParis(), -12 * years);

/** Refuses with a reason, so that every kind of row there is exists; the mails have left. */
const refuse = async (patron: Registration) => {
  const opened = (await librarian.get(at(patron.documentId)).expect(200)).body.data;
  await librarian
    .put(at(patron.documentId), saveOf(opened, { state: 'refused', refusalReason: 'Carte périmée' }))
    .expect(200);
  await app.smtp.mailTo(patron.email, { text: /refusée/ });
};

/**
 * Where these words are at rest. Of PostgreSQL the rows alone are looked at: its files keep what was deleted until a vacuum,
 * and its log of writes longer.
 */
const restOf = async (words: string) => {
  const places = await placesOf({
    app,
    words,
    texts: { logs: app.logs(), ledger: fs.existsSync(ledger) ? fs.readFileSync(ledger, 'utf8') : '' },
  });
  return app.database === 'sqlite' ? places : places.filter((place) => ['dump', 'logs', 'ledger'].includes(place));
};

const expectGone = async (patron: Registration, data: ReturnType<typeof personOfCanary>) => {
  for (const words of [...Object.values(data), data.lastName.toLowerCase()])
    expect([words, await restOf(words)]).toEqual([words, []]);
  // The access log names the addresses that were asked for.
  expect((await restOf(patron.documentId)).filter((place) => place !== 'logs')).toEqual([]);
};

const statistics = async () =>
  (
    await app.strapi.db
      .query('plugin::rn-subscriptions.statistic')
      .findMany({ where: { mediatheque: mediatheque.documentId } })
  )
    .map(({ month, kind, count: times }) => [month, kind, times])
    .sort(([, one], [, other]) => (one < other ? -1 : 1));

describe('an erased patron', () => {
  test('who erases the account is gone from every table, file and log; the library keeps counts', async () => {
    const data = personOfCanary('CANARI1a', aged(113));
    const patron = await makePatron(app, mediatheque, data);
    const { id } = await app.strapi.db.query(USER).findOne({ where: { email: patron.email } });
    const child = await makeRegistration(app, mediatheque, { ...data, firstName: 'EnfantCANARI1a' });
    await changeRegistration(app, child.documentId, { account: id });
    await refuse(patron);
    const { delete: remove, get } = await signInPatron(app, patron.email);
    expect((await restOf(data.lastName)).length).toBeGreaterThan(0);

    const wrong = await remove(ACCOUNT, { password: 'pas-celui-la' }).expect(400);
    expect(wrong.body.error.details.errors).toEqual([
      { field: 'password', code: 'wrongPassword', message: expect.any(String) },
    ]);
    expect((await remove(ACCOUNT).expect(400)).body.error.details.errors[0]).toMatchObject({
      field: 'password',
      code: 'required',
    });
    await app.http().delete(ACCOUNT).send({ password: PASSWORD }).expect(401);
    expect(await count(USER, { id })).toBe(1);

    await remove(ACCOUNT, { password: PASSWORD }).expect(204);
    await expectGone(patron, data);
    await expectGone(child, { ...data, firstName: 'EnfantCANARI1a' });
    expect([await count(EVENT), await count(MAIL), await count(USER, { id })]).toEqual([0, 0, 0]);
    const month = todayInParis().slice(0, 7);
    expect(await statistics()).toEqual([
      [month, 'erased', 2],
      [month, 'refused', 1],
      [month, 'requested', 2],
    ]);
    // The session is over with the account, and the address is free again.
    await get('/api/rn-subscriptions/registrations/mine').expect(401);
    await makePatron(app, mediatheque, data);
  });

  test('who erases the account takes along the mails about it, and whoever was added to it meanwhile', async () => {
    const patron = await makePatron(app, mediatheque);
    const { id } = await accountOf(app, patron.email);
    const erasure = app.strapi.plugin('rn-subscriptions').service('erasure');
    await forgotPassword(app, patron.email).expect(200);
    await app.smtp.mailTo(patron.email, { subject: /^Votre lien/ });
    expect(await count('plugin::rn-subscriptions.outbox-mail', { accountId: id })).toBe(1);
    let isAdded = false;
    const add = async () => {
      if (!isAdded) await makeRegistration(app, mediatheque, { email: patron.email, account: id });
      isAdded = true;
    };
    // The people of the account have been read already.
    expect(await beforeErasures(app, add, () => erasure.account(id))).toBe(2);
    expect(await count('plugin::rn-subscriptions.outbox-mail', { accountId: id })).toBe(0);
    expect(await count('plugin::rn-subscriptions.registration', { email: patron.email })).toBe(0);
    expect(await count('plugin::users-permissions.user', { email: patron.email })).toBe(0);
  });

  test('whom the librarian erases is gone with the account, if nobody else is on it', async () => {
    const data = personOfCanary('CANARI2b', aged(112));
    const patron = await makePatron(app, mediatheque, data);
    await refuse(patron);
    await librarian.delete(at(patron.documentId)).expect(204);
    await expectGone(patron, data);
    expect(await count(USER, { email: patron.email })).toBe(0);
    await librarian.delete(at(patron.documentId)).expect(404);
    await librarian.get(at(patron.documentId)).expect(404);
  });

  test('is out of reach of another library’s librarian: the same 404 as for nobody', async () => {
    const other = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [await makeMediatheque(app)] });
    const patron = await makeRegistration(app, mediatheque);
    const foreign = await other.delete(at(patron.documentId)).expect(404);
    const missing = await other.delete(at('aaaaaaaaaaaaaaaaaaaaaaaa')).expect(404);
    expect(foreign.body).toEqual(missing.body);
    await (await makeAdmin(app, { role: 'rn-editor' })).delete(at(patron.documentId)).expect(403);
    expect(await count('plugin::rn-subscriptions.registration', { documentId: patron.documentId })).toBe(1);
  });

  test('whom a backup brings back is erased again by the ledger, which a dry run only counts', async () => {
    const [back, stays] = [await makePatron(app, mediatheque), await makePatron(app, mediatheque)];
    const registrations = app.sql('rn_registrations');
    const accounts = app.sql('up_users');
    const row = await registrations.clone().where({ id: back.id }).first();
    const account = await accounts.clone().where({ email: back.email }).first();
    await librarian.delete(at(back.documentId)).expect(204);
    // What a backup of before the erasure holds: the people, and no word of their erasure.
    await registrations.clone().insert(row);
    await accounts.clone().insert(account);
    await app.strapi.db.query('plugin::rn-subscriptions.erasure').deleteMany({ where: {} });

    const replay = (dryRun: boolean) =>
      app.strapi.plugin('rn-subscriptions').service('erasureReplay').run({ files: [], dryRun });
    expect(await replay(true)).toMatchObject({ registrations: 1, accounts: 1 });
    expect(await count('plugin::rn-subscriptions.registration', { id: back.id })).toBe(1);
    expect(await replay(false)).toMatchObject({ registrations: 1, accounts: 1 });
    expect(await count('plugin::rn-subscriptions.registration', { id: { $in: [back.id, stays.id] } })).toBe(1);
    expect(await replay(false)).toMatchObject({ registrations: 0, accounts: 0 });
    expect(fs.readFileSync(ledger, 'utf8')).toMatch(/^([\w-]{43} \d{4}-\d{2}-\d{2}\n)+$/);
  });

  test('of hundreds who are erased one after the other, and of the many who stay, the file keeps nobody who has left', async () => {
    if (app.database !== 'sqlite') return;
    const registrations = app.sql('rn_registrations');
    const name = (number: number) => `Trace${number}Ende`;
    // In an order that splits the pages of the indexes again and again.
    const rows = Array.from({ length: 3000 }, (_none, number) => ({
      document_id: `trace${number}`.padEnd(24, 'x'),
      last_name: name(number),
      search_text: `${(number * 7919) % 3000} ${name(number)} ${'x'.repeat(number % 60)}`,
      state: 'pending',
      registered_on: todayInParis(),
      mediatheque: mediatheque.documentId,
      version: 1,
    }));
    for (let from = 0; from < rows.length; from += 500)
      await registrations.clone().insert(rows.slice(from, from + 500));
    const leave = rows.filter((_row, number) => number % 10 === 0);
    for (const { document_id: documentId } of leave)
      await app.strapi.plugin('rn-subscriptions').service('erasure').registration({ where: { documentId } });
    await app.strapi.plugin('rn-subscriptions').service('erasure').cleanUp();
    const file = fs.readFileSync(process.env.DATABASE_FILENAME!, 'latin1');
    expect(leave.filter((row) => file.includes(row.last_name))).toEqual([]);
    expect(rows.filter((row) => file.includes(row.last_name))).toHaveLength(2700);
  });
});
