import { randomUUID } from 'node:crypto';
import { startApp, type App } from '../helpers/app';
import { newClient, postFrom } from '../helpers/limits';
import { makeAdmin, makeMediatheque, makePatron, PASSWORD, type Mediatheque } from '../helpers/people';

/** Guesses are counted in the database, by account and by network, for patrons and for the panel: every server counts on. */

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: { PROXY_COUNT: '1', SIGN_INS_PER_CLIENT: '40', REQUESTS_PER_ADDRESS: '3' } });
  mediatheque = await makeMediatheque(app);
});
beforeEach(() => app.sql('rn_request_counts').delete());
afterAll(() => app.stop());

const DOORS = {
  patron: {
    known: async () => (await makePatron(app, mediatheque)).email,
    try: (identifier: string, password: string, client: string) =>
      postFrom(app, '/api/auth/local', { identifier, password }, client),
  },
  panel: {
    known: async () => (await makeAdmin(app, { role: 'rn-editor' })).email,
    try: (email: string, password: string, client: string) =>
      postFrom(app, '/admin/login', { email, password }, client),
  },
};
const counts = () => app.sql('rn_request_counts');

describe.each(Object.entries(DOORS))('at the %s door', (_door, door) => {
  const wrong = (identifier: string, times: number, client: () => string) =>
    Promise.all(Array.from({ length: times }, (_none, number) => door.try(identifier, `faux-${number}`, client())));

  test('the eleventh wrong password from one client is not looked at, the right one neither, for a known address and an unknown one alike', async () => {
    const here = newClient();
    const known = await door.known();
    const unknown = `${randomUUID()}@example.com`;
    const guesses = [...(await wrong(known, 2, () => here)), ...(await wrong(unknown, 2, () => here))];
    expect(guesses.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(guesses[0].body).toEqual(guesses[2].body);
    // As if eight more had been counted of each.
    await counts().where({ count: 2 }).update({ count: 10 });
    const refused = [await door.try(known, PASSWORD, here), await door.try(unknown, PASSWORD, here)];
    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    expect(Object.keys(refused[0].headers).sort()).toEqual(Object.keys(refused[1].headers).sort());
    await door.try(known, PASSWORD, newClient()).expect(200);
  });

  test('the right password begins the count anew', async () => {
    const here = newClient();
    const known = await door.known();
    const nineWrong = async () => {
      await wrong(known, 2, () => here);
      await counts().where({ count: 2 }).update({ count: 9 });
    };
    await nineWrong();
    await door.try(known, PASSWORD, here).expect(200);
    await nineWrong();
    await door.try(known, PASSWORD, here).expect(200);
  });

  test('guesses from everywhere end, and do not lock the owner out where the owner has signed in before', async () => {
    const [home, known] = [newClient(), await door.known()];
    await door.try(known, PASSWORD, home).expect(200);
    await wrong(known, 1, newClient);
    // As if a hundred had been counted.
    await counts().where({ count: 1 }).update({ count: 100 });
    await door.try(known, PASSWORD, newClient()).expect(429);
    await counts().where('count', '>', 50).whereNot({ count: 101 }).update({ count: 1 });
    await door.try(known, PASSWORD, home).expect(200);
  });

  test('a network is limited whatever the accounts, and a class of thirty gets in', async () => {
    const here = newClient();
    await door.try(`${randomUUID()}@example.com`, 'faux', here).expect(400);
    // As if thirty had.
    await counts().update({ count: 30 });
    for (const status of [400, 400]) await door.try(`${randomUUID()}@example.com`, 'faux', here).expect(status);
    await counts().where({ count: 32 }).update({ count: 40 });
    await door.try(`${randomUUID()}@example.com`, 'faux', here).expect(429);
    await door.try(`${randomUUID()}@example.com`, 'faux', newClient()).expect(400);
  });
});

test('a forgotten password of the panel is mailed three times an hour, for a known address and an unknown one alike', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-editor' });
  for (const address of [email, `${randomUUID()}@example.com`]) {
    const statuses = [];
    for (let number = 0; number < 4; number += 1)
      statuses.push((await postFrom(app, '/admin/forgot-password', { email: address })).status);
    expect(statuses).toEqual([204, 204, 204, 429]);
  }
});
