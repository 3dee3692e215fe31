import { randomUUID } from 'node:crypto';
import { codeIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  PASSWORD,
  signInPatron,
  signUpData,
  type Mediatheque,
} from '../helpers/people';
import { until } from '../helpers/until';

/** The limits of a small installation behind one proxy of its own: tests choose their client by the address that this proxy wrote. */
const LIMITS = {
  REQUESTS_PER_CLIENT: '4',
  REQUESTS_PER_ADDRESS: '3',
  MAILS_PER_ADDRESS: '3',
  MOVES_PER_REGISTRATION: '3',
};
const COUNTS = 'plugin::rn-subscriptions.request-count';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const SIGN_UP = '/api/rn-subscriptions/registrations';
const FORGOTTEN = '/api/auth/forgot-password';

let app: App;
let mediatheque: Mediatheque;
let clients = 0;

beforeAll(async () => {
  app = await startApp({ env: { PROXY_COUNT: '1', ...LIMITS } });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());
beforeEach(() => app.strapi.db.query(COUNTS).deleteMany({}));

const newClient = () => `198.51.100.${(clients += 1)}`;
const post = (path: string, body: object, client = newClient()) =>
  app.http().post(path).set('X-Forwarded-For', client).send(body);
const signUp = (client?: string, data: Record<string, unknown> = {}) =>
  post(SIGN_UP, signUpData(mediatheque, data), client);
/** At once, since an answer takes its time; whichever came first is the same to the limits. */
const statuses = async (count: number, send: () => PromiseLike<{ status: number }>) =>
  (await Promise.all(Array.from({ length: count }, send))).map(({ status }) => status).sort();
const accepted = (count: number, refused: number) => [...Array(count).fill(202), ...Array(refused).fill(429)];
const mailsTo = (address: string) => app.smtp.mails.filter(({ receivers }) => receivers[0] === address);

test('counts whose time is over are deleted at the first request of a process, and every hour', async () => {
  await app.strapi.db.query(COUNTS).create({ data: { key: 'over', count: 3, expiresAt: String(Date.now() - 1) } });
  await app.strapi.db
    .query(COUNTS)
    .create({ data: { key: 'not yet', count: 3, expiresAt: String(Date.now() + 60_000) } });
  await signUp().expect(202);
  expect(await app.strapi.db.query(COUNTS).count({ where: { key: 'over' } })).toBe(0);
  expect(await app.strapi.db.query(COUNTS).count({ where: { key: 'not yet' } })).toBe(1);
});

describe('sign-ups are limited', () => {
  test('per client, with a time to come again in the header and in the reader’s words', async () => {
    const client = newClient();
    expect(await statuses(4, () => signUp(client))).toEqual(accepted(4, 0));
    const refused = await signUp(client).expect(429);
    expect(refused.body.error.message).toBe(
      'Trop de demandes ont été faites d’ici en peu de temps. Réessayez dans 60 minutes. Si vous êtes nombreux au même endroit, la médiathèque départementale peut ouvrir un atelier pour la journée.'
    );
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    const english = await signUp(client).set('Accept-Language', 'en').expect(429);
    expect(english.body.error.message).toContain(
      'Too many requests were made from here in a short time. Try again in 60 minutes.'
    );
    await signUp(newClient()).expect(202);
  });

  test('per client whatever it writes into X-Forwarded-For itself', async () => {
    const client = newClient();
    expect(await statuses(6, () => signUp(`203.0.113.${Math.floor(Math.random() * 250)}, ${client}`))).toEqual(
      accepted(4, 2)
    );
  });

  test('per client without a proxy of ours, where the header counts for nothing', async () => {
    app.strapi.server.app.proxy = false;
    try {
      expect(await statuses(6, () => signUp())).toEqual(accepted(4, 2));
    } finally {
      app.strapi.server.app.proxy = true;
    }
  });

  test('per /64 of IPv6, of which one household or machine has every address', async () => {
    let last = 0;
    const inHousehold = () => `2001:db8:1:2:${(last += 1)}::${last}`;
    expect(await statuses(6, () => signUp(inHousehold()))).toEqual(accepted(4, 2));
    await signUp('2001:db8:1:3::1').expect(202);
  });

  test('per e-mail address from however many clients, in the same words for one that is known and one that is not', async () => {
    const known = await makePatron(app, mediatheque);
    await app.strapi.db.query(COUNTS).deleteMany({});
    const refusedFor = async (email: string) => {
      expect(await statuses(3, () => signUp(undefined, { email }))).toEqual(accepted(3, 0));
      return signUp(undefined, { email }).expect(429);
    };
    const [one, other] = [await refusedFor(known.email), await refusedFor(`neu-${randomUUID()}@example.com`)];
    // The seconds until it opens again are counted from each address's first request.
    const said = ({ body }: { body: any }) => ({ ...body.error, details: Object.keys(body.error.details) });
    expect(said(one)).toEqual(said(other));
    expect(Object.keys(one.headers).sort()).toEqual(Object.keys(other.headers).sort());
  });

  test('per /56 and /48, which whoever rents many machines has, and no stranger’s flood closes it for others', async () => {
    let last = 0;
    const inHouse = () => `2001:db8:2:${(0x1100 + (last += 1)).toString(16)}::1`;
    // A /56 may do twice what a client may, a /48 four times.
    expect(await statuses(10, () => signUp(inHouse()))).toEqual(accepted(8, 2));
    const inTown = () => `2001:db8:2:${((last += 1) * 0x100).toString(16)}::1`;
    expect(await statuses(10, () => signUp(inTown()))).toEqual(accepted(8, 2));
    await signUp('2001:db8:3::1').expect(202);
    await signUp().expect(202);
  });

  test('per mailbox, whatever stands behind a + in its address', async () => {
    const name = `plus-${randomUUID()}`;
    let last = 0;
    expect(await statuses(5, () => signUp(undefined, { email: `${name}+${(last += 1)}@example.com` }))).toEqual(
      accepted(3, 2)
    );
  });

  test('less while a coordinator has opened a workshop: a class signs up from one place', async () => {
    const client = newClient();
    const coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    const path = '/rn-subscriptions/workshop';
    await librarian.post(path).expect(403);
    expect((await coordinator.get(path).expect(200)).body).toEqual({ data: { openUntil: null } });
    const { body } = await coordinator.post(path).expect(200);
    expect(Date.parse(body.data.openUntil) - Date.now()).toBeGreaterThan(23.9 * 3600 * 1000);
    expect(await statuses(30, () => signUp(client))).toEqual(accepted(30, 0));
    expect((await coordinator.delete(path).expect(200)).body).toEqual({ data: { openUntil: null } });
    await signUp(client).expect(429);
  });

  test('until the hour is over', async () => {
    const client = newClient();
    await statuses(5, () => signUp(client));
    await app.strapi.db.query(COUNTS).updateMany({ where: {}, data: { expiresAt: String(Date.now() - 1) } });
    expect(await statuses(5, () => signUp(client))).toEqual(accepted(4, 1));
  });
});

test('what is counted is at rest under hashes only', async () => {
  const client = newClient();
  const email = `comptee-${randomUUID()}@example.com`;
  await signUp(client, { email }).expect(202);
  const rows = JSON.stringify(await app.strapi.db.query(COUNTS).findMany({}));
  expect(rows).toContain('"count":1');
  for (const personal of [client, email, 'sign-up']) expect(rows).not.toContain(personal);
});

describe('one address gets three mails a day that its owner asks for, and three by sign-ups', () => {
  const waitForQueue = () =>
    until(
      () => app.strapi.db.query(OUTBOX).count({ where: { state: { $in: ['waiting', 'sending'] } } }),
      (count) => count === 0
    );
  const counted = async () =>
    (await app.strapi.db.query(COUNTS).findMany({})).reduce((sum, { count }) => sum + count, 0);
  const linksTo = (email: string) => mailsTo(email).filter(({ subject }) => /^Votre lien/.test(subject ?? '')).length;
  /** As if the minute were over in which one click more is none. */
  const nextMinute = async () => {
    await waitForQueue();
    await app.strapi.db.query(OUTBOX).deleteMany({ where: { kind: 'account-link' } });
  };
  /** Once the answer has left, the mail to a known address is counted, beside the request's two: by client and by address. */
  const forgotten = async (email: string) => {
    const before = await counted();
    const { status } = await post(FORGOTTEN, { email });
    await until(counted, (count) => count === before + 3);
    await nextMinute();
    return status;
  };

  test('a fourth sign-up is told so, in the same words for an address that is known, open, or neither', async () => {
    const open = await makePatron(app, mediatheque);
    const closed = await makePatron(app, mediatheque, {}, { confirmed: false });
    await app.strapi.db.query(COUNTS).deleteMany({});
    const refused = [];
    for (const email of [open.email, closed.email, `neu-${randomUUID()}@example.com`]) {
      // The hour's limit is over, the day's is not.
      for (const firstName of ['Un', 'Deux', 'Trois']) await signUp(undefined, { email, firstName }).expect(202);
      await app.strapi.db
        .query(COUNTS)
        .updateMany({ where: { expiresAt: { $lt: String(Date.now() + 2 * 3600 * 1000) } }, data: { expiresAt: '0' } });
      const { body } = await signUp(undefined, { email, firstName: 'Quatre' }).expect(429);
      refused.push(body.error.message);
      await waitForQueue();
    }
    expect(new Set(refused)).toEqual(
      new Set(['Trop de demandes ont été faites en peu de temps. Réessayez dans 24 heures.'])
    );
    expect(mailsTo(closed.email)).toHaveLength(4);
  });

  test('no stranger’s sign-ups use up the links that the owner asks for, nor the other way round', async () => {
    const { email } = await makePatron(app, mediatheque);
    await waitForQueue();
    await app.strapi.db.query(COUNTS).deleteMany({});
    for (const firstName of ['Un', 'Deux', 'Trois']) await signUp(undefined, { email, firstName }).expect(202);
    for (let number = 0; number < 3; number += 1) expect(await forgotten(email)).toBe(200);
    expect(linksTo(email)).toBe(3);
    await app.strapi.db
      .query(COUNTS)
      .updateMany({ where: { expiresAt: { $lt: String(Date.now() + 2 * 3600 * 1000) } }, data: { expiresAt: '0' } });
    expect((await post(FORGOTTEN, { email })).status).toBe(200);
    await waitForQueue();
    expect(linksTo(email)).toBe(3);
  });

  test('and who is signed in is told so, since nothing else would explain the silence', async () => {
    const patron = await makePatron(app, mediatheque);
    const { post: asPatron } = await signInPatron(app, patron.email);
    await app.strapi.db
      .query('plugin::users-permissions.user')
      .update({ where: { email: patron.email }, data: { confirmed: false } });
    for (let number = 0; number < 3; number += 1) {
      await asPatron('/api/rn-subscriptions/account-links').expect(200);
      await nextMinute();
    }
    await app.strapi.db
      .query(COUNTS)
      .updateMany({ where: { expiresAt: { $lt: String(Date.now() + 2 * 3600 * 1000) } }, data: { expiresAt: '0' } });
    const { body } = await asPatron('/api/rn-subscriptions/account-links').expect(429);
    expect(body.error.message).toContain('Réessayez dans 24 heures.');
  });

  test('what scripts and librarians write is not counted', async () => {
    const data = signUpData(mediatheque);
    for (let number = 0; number < 5; number += 1) {
      await documentsOf(app, 'plugin::rn-subscriptions.registration').create({ data: data });
    }
    expect(await app.strapi.db.query(OUTBOX).count({ where: { kind: 'receipt' } })).toBeGreaterThanOrEqual(5);
    expect(await app.strapi.db.query(COUNTS).count()).toBe(0);
  });
});

test.each([
  ['for a forgotten password', FORGOTTEN, () => ({ email: `oubli-${randomUUID()}@example.com` }), 200],
  ['to open an account', '/api/rn-subscriptions/account-links/open', () => ({ token: 'A'.repeat(43) }), 400],
  ['to read a link', '/api/rn-subscriptions/account-links/read', () => ({ token: 'A'.repeat(43) }), 400],
])('requests %s are limited per client', async (_what, path, body, status) => {
  const client = newClient();
  expect(await statuses(5, () => post(path, body(), client))).toEqual([...Array(4).fill(status), 429]);
});

test('the code of a mail is tried three times an hour for one address, from however many clients', async () => {
  const { email } = await makePatron(app, mediatheque, {}, { confirmed: false });
  const code = codeIn(await app.smtp.waitFor(({ receivers }) => receivers[0] === email));
  const read = (given: string) => post('/api/rn-subscriptions/account-links/read', { email, code: given });
  for (const wrong of ['00000000', '11111111', '22222222']) await read(wrong).expect(400);
  await read(code).expect(429);
});

test('who is signed in tries the password three times an hour before erasing the account', async () => {
  const { email } = await makePatron(app, mediatheque);
  const { delete: remove } = await signInPatron(app, email);
  const erase = (password: string) => remove('/api/rn-subscriptions/account', { password });
  for (const guess of ['une', 'deux', 'trois']) await erase(guess).expect(400);
  const { body } = await erase(PASSWORD).expect(429);
  expect(body.error.message).toContain('Réessayez dans 60 minutes.');
});

test('a waiting request moves to another library three times a day, and what else is corrected stays free', async () => {
  const others = await Promise.all(Array.from({ length: 4 }, () => makeMediatheque(app)));
  const { documentId, email } = await makePatron(app, mediatheque);
  const { put } = await signInPatron(app, email);
  const path = `/api/rn-subscriptions/registrations/mine/${documentId}`;
  for (const other of others.slice(0, 3)) await put(path, { mediatheque: other.documentId }).expect(200);
  await put(path, { mediatheque: others[3].documentId, lastName: 'Perdu' }).expect(429);
  const { body } = await put(path, { mediatheque: others[2].documentId, firstName: 'Léa' }).expect(200);
  expect(body.data).toMatchObject({
    lastName: 'Dupont',
    firstName: 'Léa',
    mediatheque: { documentId: others[2].documentId },
  });
});
