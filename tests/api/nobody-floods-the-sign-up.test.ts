import { randomUUID } from 'node:crypto';
import { startApp, type App } from '../helpers/app';
import { accepted, LIMITS, newClient, postFrom, statuses } from '../helpers/limits';
import { makeAdmin, makeMediatheque, makePatron, signUpData, type Mediatheque } from '../helpers/people';

const COUNTS = 'plugin::rn-subscriptions.request-count';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: LIMITS });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());
beforeEach(() => app.strapi.db.query(COUNTS).deleteMany({}));

const signUpFrom = (client?: string, data: Record<string, unknown> = {}) =>
  postFrom(app, '/api/rn-subscriptions/registrations', signUpData(mediatheque, data), client);

test('counts whose time is over are deleted at the first request of a process, and every hour', async () => {
  await app.strapi.db.query(COUNTS).create({ data: { key: 'over', count: 3, expiresAt: String(Date.now() - 1) } });
  await app.strapi.db
    .query(COUNTS)
    .create({ data: { key: 'not yet', count: 3, expiresAt: String(Date.now() + 60_000) } });
  await signUpFrom().expect(202);
  expect(await app.strapi.db.query(COUNTS).count({ where: { key: 'over' } })).toBe(0);
  expect(await app.strapi.db.query(COUNTS).count({ where: { key: 'not yet' } })).toBe(1);
});

describe('sign-ups are limited', () => {
  test('per client, with a time to come again in the header and in the reader’s words', async () => {
    const client = newClient();
    expect(await statuses(4, () => signUpFrom(client))).toEqual(accepted(4, 0));
    const refused = await signUpFrom(client).expect(429);
    expect(refused.body.error.message).toBe(
      'Trop de demandes ont été faites d’ici en peu de temps. Réessayez dans 60 minutes. Si vous êtes nombreux au même endroit, la médiathèque départementale peut ouvrir un atelier pour la journée.'
    );
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    const english = await signUpFrom(client).set('Accept-Language', 'en').expect(429);
    expect(english.body.error.message).toContain(
      'Too many requests were made from here in a short time. Try again in 60 minutes.'
    );
    await signUpFrom(newClient()).expect(202);
  });

  test('per client whatever it writes into X-Forwarded-For itself', async () => {
    const client = newClient();
    expect(await statuses(6, () => signUpFrom(`203.0.113.${Math.floor(Math.random() * 250)}, ${client}`))).toEqual(
      accepted(4, 2)
    );
  });

  test('per client without a proxy of ours, where the header counts for nothing', async () => {
    app.strapi.server.app.proxy = false;
    try {
      expect(await statuses(6, () => signUpFrom())).toEqual(accepted(4, 2));
    } finally {
      app.strapi.server.app.proxy = true;
    }
  });

  test('per /64 of IPv6, of which one household or machine has every address', async () => {
    let last = 0;
    const inHousehold = () => `2001:db8:1:2:${(last += 1)}::${last}`;
    expect(await statuses(6, () => signUpFrom(inHousehold()))).toEqual(accepted(4, 2));
    await signUpFrom('2001:db8:1:3::1').expect(202);
  });

  test('per e-mail address from however many clients, in the same words for one that is known and one that is not', async () => {
    const known = await makePatron(app, mediatheque);
    await app.strapi.db.query(COUNTS).deleteMany({});
    const refusedFor = async (email: string) => {
      expect(await statuses(3, () => signUpFrom(undefined, { email }))).toEqual(accepted(3, 0));
      return signUpFrom(undefined, { email }).expect(429);
    };
    const [one, other] = [await refusedFor(known.email), await refusedFor(`neu-${randomUUID()}@example.com`)];
    // The seconds until it opens again are counted from each address's first request.
    const said = ({ body }: { body: { error: { details: object } } }) => ({
      ...body.error,
      details: Object.keys(body.error.details),
    });
    expect(said(one)).toEqual(said(other));
    expect(Object.keys(one.headers).sort()).toEqual(Object.keys(other.headers).sort());
  });

  test('per /56 and /48, which whoever rents many machines has, and no stranger’s flood closes it for others', async () => {
    let last = 0;
    const inHouse = () => `2001:db8:2:${(0x1100 + (last += 1)).toString(16)}::1`;
    // A /56 may do twice what a client may, a /48 four times.
    expect(await statuses(10, () => signUpFrom(inHouse()))).toEqual(accepted(8, 2));
    const inTown = () => `2001:db8:2:${((last += 1) * 0x100).toString(16)}::1`;
    expect(await statuses(10, () => signUpFrom(inTown()))).toEqual(accepted(8, 2));
    await signUpFrom('2001:db8:3::1').expect(202);
    await signUpFrom().expect(202);
  });

  test('per mailbox, whatever stands behind a + in its address', async () => {
    const name = `plus-${randomUUID()}`;
    let last = 0;
    expect(await statuses(5, () => signUpFrom(undefined, { email: `${name}+${(last += 1)}@example.com` }))).toEqual(
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
    expect(await statuses(30, () => signUpFrom(client))).toEqual(accepted(30, 0));
    expect((await coordinator.delete(path).expect(200)).body).toEqual({ data: { openUntil: null } });
    await signUpFrom(client).expect(429);
  });

  test('until the hour is over', async () => {
    const client = newClient();
    await statuses(5, () => signUpFrom(client));
    await app.strapi.db.query(COUNTS).updateMany({ where: {}, data: { expiresAt: String(Date.now() - 1) } });
    expect(await statuses(5, () => signUpFrom(client))).toEqual(accepted(4, 1));
  });
});

test('what is counted is at rest under hashes only', async () => {
  const client = newClient();
  const email = `comptee-${randomUUID()}@example.com`;
  await signUpFrom(client, { email }).expect(202);
  const rows = JSON.stringify(await app.strapi.db.query(COUNTS).findMany({}));
  expect(rows).toContain('"count":1');
  for (const personal of [client, email, 'sign-up']) expect(rows).not.toContain(personal);
});
