import fs from 'node:fs';
import path from 'node:path';
import SECRETS from '../../scripts/secret-names.json';
import type { UndeliveredMail } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { copyOfDatabase } from '../helpers/database';
import {
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makeRegistration,
  storedRegistration,
  type Registration,
} from '../helpers/people';
import { newScratchFolder } from '../helpers/scratch-folder';
import { until } from '../helpers/until';

const MAILS = '/rn-subscriptions/mails';
const RELEASE = `${MAILS}/hold/release`;
const EVENT = 'plugin::rn-subscriptions.registration-event';
const today = todayInParis();

const folder = newScratchFolder('rn-restored-');
const state = path.join(folder, 'state');
const stateAfterwards = path.join(folder, 'state-afterwards');
let settings: Record<string, string>;
let database: Record<string, string>;
let backup: Record<string, string>;
let app: App | null = null;

/** Who was there when the backup was made: mails to each of them waited. */
let people: Record<'mailed' | 'corrected' | 'erased' | 'waiting' | 'expired', Registration>;

/** Which database the application that runs is on. */
const databaseSettings = () =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('DATABASE_') && value !== undefined ? [[name, value]] : []
    )
  );
const service = (name: string) => app!.strapi.plugin('rn-subscriptions').service(name);
const table = (name = 'rn_outbox_mails') => app!.sql(name);
const start = async (env: Record<string, string>) =>
  (app = await startApp({
    env: { ...settings, STATE_FOLDER: state, ERASURE_LEDGER: '', HOLD_MAILS: 'false', ...env },
  }));
const stop = async () => {
  await app?.stop();
  app = null;
};
/** The application on what the backup held, beside the folder that knows what came after it. */
const restore = async () => {
  fs.rmSync(state, { recursive: true });
  fs.cpSync(stateAfterwards, state, { recursive: true });
  return start(await copyOfDatabase(backup, folder));
};
/** Lets the dispatcher look at the queue, and waits until it has. */
const lookAtQueue = async () => {
  service('dispatcher').start();
  service('dispatcher').wake();
  await new Promise(setImmediate);
  await service('dispatcher').stop();
};
const receivers = () => app!.smtp.mails.map((mail) => mail.receivers[0]).sort();
const states = async (registration: Registration): Promise<string[]> =>
  (await table().where({ registration: registration.documentId }).orderBy('id')).map(
    (mail: { state: string }) => mail.state
  );
const health = async () =>
  (await app!.http().get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200)).body.data;
const newPatron = async () => makeRegistration(app!, await makeMediatheque(app!));

beforeAll(async () => {
  app = await startApp({ env: { STATE_FOLDER: state } });
  settings = Object.fromEntries(SECRETS.map((name) => [name, process.env[name]!]));
  const library = await makeMediatheque(app);
  const named = (lastName: string) => makeRegistration(app!, library, { lastName });
  people = {
    mailed: await named('mailed'),
    corrected: await named('corrected'),
    erased: await named('erased'),
    waiting: await named('waiting'),
    expired: await makeRegistration(
      app,
      library,
      { state: 'validated', validFrom: today },
      { expires_on: addMonths(today, -13) }
    ),
  };
  await table().where({ registration: people.expired.documentId }).delete();
  await service('retention').run();
  database = databaseSettings();
  // An application takes its files along when it stops.
  const kept = await (async () => {
    if (app!.database === 'postgres') return database;
    const file = path.join(folder, 'live.db');
    await app!.sql.raw('vacuum into ?', [file]);
    return { ...database, DATABASE_FILENAME: file };
  })();
  await stop();
  database = kept;
  backup = await copyOfDatabase(database, folder);

  await start(database);
  const later = [people.waiting, people.expired].map(({ documentId }) => documentId);
  await table()
    .whereIn('registration', later)
    .update({ next_attempt_at: Date.now() + 3_600_000 });
  await changeRegistration(app, people.corrected.documentId, { email: 'corrigee@example.com' });
  await service('erasure').registration({ where: { documentId: people.erased.documentId } });
  await service('erasure').cleanUp();
  service('dispatcher').start();
  await until(
    () => table().where({ state: 'sent' }),
    (sent) => sent.length === 4
  );
  expect(receivers()).toEqual([library.email, library.email, 'corrigee@example.com', people.mailed.email].sort());
  await stop();
  fs.cpSync(state, stateAfterwards, { recursive: true });
});
afterEach(stop);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('an ordinary start, and one after a kill before the folder was written, hold nothing', async () => {
  const [sent] = fs.readdirSync(state).filter((name) => name.startsWith('sent-'));
  expect(fs.readFileSync(path.join(state, sent), 'utf8')).toMatch(/^(\w{24} \d{13}\n){4}$/);
  expect(fs.statSync(state).mode & 0o777).toBe(0o700);
  fs.rmSync(path.join(state, sent));
  fs.writeFileSync(path.join(state, 'beat'), '1');
  await start(database);
  expect(await health()).toMatchObject({ hold: null });
});

describe('a restored backup', () => {
  test('mails nobody, has erased again who was erased before anything listens, knows what has left, and says so', async () => {
    await restore();
    expect(await storedRegistration(app!, people.erased.documentId)).toBeNull();
    expect(await health()).toMatchObject({ hold: 'restored' });
    await lookAtQueue();
    expect(receivers()).toEqual([]);
    expect(await Promise.all([people.mailed, people.corrected, people.waiting].map(states))).toEqual([
      ['sent', 'sent'],
      ['sent', 'sent'],
      ['waiting', 'waiting'],
    ]);
    expect(app!.logs()).toMatch(/warn.*the mails are on hold: the database is older than what this server has mailed/);
    expect(await service('retention').run({ day: today })).toBeNull();

    // People go on working; what that owes waits, too.
    const patron = await newPatron();
    await lookAtQueue();
    expect(await states(patron)).toEqual(['waiting', 'waiting']);
    expect(receivers()).toEqual([]);
  });

  test('is still on hold after another start, and for a server that shares database and folder', async () => {
    await restore();
    const restored = databaseSettings();
    await stop();
    await start(restored);
    expect(await health()).toMatchObject({ hold: 'restored' });
  });

  test('lets all of it go, if a coordinator says so, and is an ordinary database from then on', async () => {
    await restore();
    const coordinator = await makeAdmin(app!, { role: 'rn-coordinator' });
    const { data, meta } = (await coordinator.get(`${MAILS}?state=waiting`).expect(200)).body;
    expect(meta.hold).toEqual({ reason: 'restored', since: expect.stringMatching(/Z$/), waiting: 3 });
    expect(data.map(({ held }: { held: boolean }) => held)).toEqual([true, true, true]);
    expect((await coordinator.get('/rn-subscriptions/me').expect(200)).body.data.undelivered.hold).toEqual(meta.hold);

    expect((await coordinator.post(RELEASE, { send: 'all' }).expect(200)).body).toEqual({
      data: { sent: 3, setAside: 0 },
    });
    for (const { email } of [people.waiting, people.expired]) await app!.smtp.mailTo(email);
    await until(
      () => table().whereNot({ state: 'sent' }),
      (unsent) => unsent.length === 0
    );
    expect(receivers()).toHaveLength(3);
    expect(await health()).toMatchObject({ hold: null });
    const over = await coordinator.post(RELEASE, { send: 'none' }).expect(409);
    expect(over.body.error.message).toBe('Les envois ne sont plus suspendus : quelqu’un d’autre en a décidé.');
    const released = databaseSettings();
    await service('folderComparison').beat();
    await stop();
    await start(released);
    expect(await health()).toMatchObject({ hold: null });
  });

  test('sets all of it aside; what was queued since leaves, and an erasure that nobody was told of is announced anew', async () => {
    await restore();
    const coordinator = await makeAdmin(app!, { role: 'rn-coordinator' });
    const patron = await newPatron();
    // The page marks those only that are to be decided about.
    const { data } = (await coordinator.get(`${MAILS}?state=waiting`).expect(200)).body;
    expect(data.map(({ held }: { held: boolean }) => held)).toEqual([true, true, true, false, false]);
    expect((await coordinator.post(RELEASE, { send: 'none' }).expect(200)).body).toEqual({
      data: { sent: 0, setAside: 3 },
    });
    await app!.smtp.mailTo(patron.email);
    await until(
      () => states(patron),
      (all) => all.every((one) => one === 'sent')
    );
    expect(receivers()).toHaveLength(2);
    expect(await states(people.waiting)).toEqual(['dismissed', 'dismissed']);
    const history = await app!.strapi.db
      .query(EVENT)
      .findMany({ where: { registration: people.waiting.documentId, action: 'mailDismissed' } });
    expect(history.map(({ actorId }) => actorId)).toEqual([coordinator.id, coordinator.id]);

    expect(await storedRegistration(app!, people.expired.documentId)).toMatchObject({ deletionNoticeOn: null });
    expect(await service('retention').run()).toMatchObject({ announced: 1 });
    await app!.smtp.mailTo(people.expired.email);
  });

  test('sends those that were chosen, and sets the others aside', async () => {
    await restore();
    const coordinator = await makeAdmin(app!, { role: 'rn-coordinator' });
    const { data } = (await coordinator.get(`${MAILS}?state=waiting`).expect(200)).body;
    const chosen = data.find(
      ({ kind, registration }: UndeliveredMail) => kind === 'receipt' && registration === people.waiting.documentId
    );
    expect((await coordinator.post(RELEASE, { send: [chosen.documentId] }).expect(200)).body).toEqual({
      data: { sent: 1, setAside: 2 },
    });
    await app!.smtp.mailTo(people.waiting.email);
    await lookAtQueue();
    expect(receivers()).toEqual([people.waiting.email]);
  });

  test('is noticed by time alone, where nothing was mailed and nobody erased since', async () => {
    await restore();
    const noticed = databaseSettings();
    const coordinator = await makeAdmin(app!, { role: 'rn-coordinator' });
    await coordinator.post(RELEASE, { send: 'none' }).expect(200);
    await table('rn_installations').decrement('beat', 1);
    await stop();
    await start(noticed);
    expect(await health()).toMatchObject({ hold: 'restored' });
  });
});

test('a decision that says nothing is refused, and changes nothing', async () => {
  await restore();
  const coordinator = await makeAdmin(app!, { role: 'rn-coordinator' });
  for (const body of [{ send: 'some' }, { send: ['zz'] }, {}]) {
    expect((await coordinator.post(RELEASE, body).expect(400)).body.error.details.errors[0].field).toMatch(/^send/);
  }
  expect(await health()).toMatchObject({ hold: 'restored' });
});

test('a copy that is started with another folder, or brought along with its folder to another place, mails nobody', async () => {
  const copy = await copyOfDatabase(database, folder);
  await start({ ...copy, STATE_FOLDER: path.join(folder, 'elsewhere') });
  expect(await health()).toMatchObject({ hold: 'folderLost' });
  await table().update({ state: 'waiting', next_attempt_at: 0 });
  await lookAtQueue();
  expect(receivers()).toEqual([]);
  const other = await makeAdmin(app!, { role: 'rn-librarian' });
  await other.post(RELEASE, { send: 'all' }).expect(403);
  await app!.http().post(RELEASE).send({ send: 'all' }).expect(401);
  await stop();

  fs.cpSync(stateAfterwards, path.join(folder, 'state-copied'), { recursive: true });
  await start({ ...(await copyOfDatabase(database, folder)), STATE_FOLDER: path.join(folder, 'state-copied') });
  expect(await health()).toMatchObject({ hold: 'copied' });
});

test('a setting holds the mails, and no page lets them go', async () => {
  await start({ ...(await copyOfDatabase(database, folder)), STATE_FOLDER: '', HOLD_MAILS: 'true' });
  const coordinator = await makeAdmin(app!, { role: 'rn-coordinator' });
  await table().update({ state: 'waiting', next_attempt_at: 0 });
  await lookAtQueue();
  expect(receivers()).toEqual([]);
  expect((await coordinator.get(MAILS).expect(200)).body.meta.hold).toMatchObject({ reason: 'setting', since: null });
  const { body } = await coordinator.post(RELEASE, { send: 'all' }).set('Accept-Language', 'en').expect(409);
  expect(body.error.message).toContain('by a setting of the server');
});

test('a folder that cannot be written is said at the start, as is a ledger', async () => {
  const file = path.join(folder, 'a-file');
  fs.writeFileSync(file, '');
  await start({
    ...(await copyOfDatabase(database, folder)),
    STATE_FOLDER: path.join(file, 'state'),
    ERASURE_LEDGER: path.join(file, 'ledger'),
  });
  expect(await health()).toMatchObject({ hold: null });
  expect(app!.logs()).toMatch(
    /error.*the folder .*a-file\/state cannot be written \(ENOTDIR\).*STATE_FOLDER.* A production server would not start\./
  );
  expect(app!.logs()).toMatch(
    /error.*the ledger of erasures .*a-file\/ledger cannot be written \(ENOTDIR\).*ERASURE_LEDGER.* A production server would not start\./
  );
});
