import { tokenIn } from '../helpers/account-link';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { answered, DOCUMENT, DOCUMENTED } from '../helpers/openapi';
import { makeMediatheque, makePatron, PASSWORD, signUpData, type Mediatheque } from '../helpers/people';
import { makeToken } from '../helpers/tokens';

/** One proxy of its own: the test chooses its client by the address that this proxy wrote. */
const LIMITS = { REQUESTS_PER_CLIENT: '3', REQUESTS_PER_ADDRESS: '8', MOVES_PER_REGISTRATION: '1' };
const API = '/api/rn-subscriptions';
const NOBODYS = 'a'.repeat(24);

type Method = 'get' | 'post' | 'put' | 'delete';
type Operation = { requestBody?: object; security: Record<string, unknown>[] };

let app: App;
let mediatheque: Mediatheque;
let clients = 0;

beforeAll(async () => {
  app = await startApp({ env: { PROXY_COUNT: '1', ...LIMITS } });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

/** Of every request that is to be nobody's in particular. */
const newClient = () => `198.51.${Math.floor((clients += 1) / 250)}.${clients % 250}`;
const as = (token: string | null, client?: string) => (method: Method, path: string, body?: object) => {
  const request = app
    .http()
    [method](`${API}${path}`)
    .set('X-Forwarded-For', client ?? newClient());
  return (token ? request.set('Authorization', `Bearer ${token}`) : request).send(body);
};
const asAnybody = as(null);
const signUp = (data: Record<string, unknown> = {}, client?: string) =>
  as(null, client)('post', '/registrations', signUpData(mediatheque, data));

const operations = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<Method, Operation>).map(([method, { requestBody, security }]) => ({
    method: method as Method,
    path: path.replace('/rn-subscriptions', '').replace('{documentId}', NOBODYS),
    takesBody: requestBody !== undefined,
    isPatrons: security.some((one) => 'patron' in one),
  }))
);
const ofPatrons = operations.filter(({ isPatrons }) => isPatrons);
const ALWAYS_OPEN = ['/health', '/openapi.json'];
const ofEveryone = operations.filter(({ isPatrons, path }) => !isPatrons && !ALWAYS_OPEN.includes(path));
const withBody = operations.filter(({ takesBody }) => takesBody);

/** A patron whose account was opened with a mailed link, signed in. */
const newPatron = async (data: Record<string, unknown> = {}) => {
  const { documentId, email } = await makePatron(app, mediatheque, data, { confirmed: false });
  const token = tokenIn(await app.smtp.waitFor((mail) => mail.receivers[0] === email));
  const opened = await asAnybody('post', '/account-links/open', {
    token,
    password: PASSWORD,
    people: { [documentId]: 'family' },
  }).expect(200);
  return { documentId, email, jwt: opened.body.jwt as string };
};

/** Asks again and again until it is too often. */
const untilTooMany = async (send: () => PromiseLike<{ status: number; headers: Record<string, string> }>) => {
  for (let times = 0; times < 20; times += 1) {
    const { status, headers } = await send();
    if (status !== 429) continue;
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    return;
  }
  throw new Error('It is never too often.');
};

test('the document names every route that Strapi has registered, and no other', () => {
  const registered = app.strapi.server
    .listRoutes()
    .filter(({ path }) => path.startsWith(`${API}/`))
    .flatMap(({ path, methods }: { path: string; methods: string[] }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${path.slice('/api'.length).replace(/:(\w+)/g, '{$1}')}`)
    );
  const documented = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
  );
  expect(registered.sort()).toEqual(documented.sort());
});

test('the server tells it as the package ships it', async () => {
  const { body } = await asAnybody('get', '/openapi.json')
    .expect(200)
    .expect('Content-Type', /^application\/json/);
  expect(body).toEqual(DOCUMENT);
});

describe('every refusal', () => {
  test('of what cannot be read, or is too large', async () => {
    const { jwt } = await newPatron();
    for (const { method, path } of operations) await asAnybody(method, `${path}?name=%00`).expect(400);
    for (const { method, path } of withBody) {
      const asPatron = as(jwt);
      const { body } = await asPatron(method, path, { unknown: true }).expect(400);
      expect(body.error.details.errors).toContainEqual(expect.objectContaining({ field: 'unknown' }));
      await asPatron(method, path, { unknown: 'x'.repeat(17 * 1024) }).expect(413);
      await app.http()[method](`${API}${path}`).field('name', 'value').expect(415);
    }
  });

  test('of who is not signed in as a patron', async () => {
    const token = await makeToken(app, { type: 'read-only' });
    for (const { method, path } of ofPatrons) {
      await asAnybody(method, path).expect(401);
      await as(token)(method, path).expect(403);
    }
  });

  test('of what the host has taken away, or of a session that is none', async () => {
    const permissions = () => app.strapi.db.query('plugin::users-permissions.permission');
    const isPublic = { role: { type: 'public' }, action: { $startsWith: 'plugin::rn-subscriptions.' } };
    const held: { action: string; role: { id: number } }[] = await permissions().findMany({
      where: isPublic,
      populate: ['role'],
    });
    expect(held).toHaveLength(ofEveryone.length);
    await permissions().deleteMany({ where: isPublic });
    for (const { method, path } of ofEveryone) await asAnybody(method, path).expect(403);
    for (const { action, role } of held) await permissions().create({ data: { action, role: role.id } });
    for (const { method, path } of ofEveryone) await as('no-session')(method, path).expect(401);
  });

  test('of what has been asked too often', async () => {
    const { documentId, jwt } = await newPatron();
    const asPatron = as(jwt);
    const [here, elsewhere] = [newClient(), newClient()];
    await untilTooMany(() => signUp({}, here));
    const token = 'A'.repeat(43);
    await untilTooMany(() => as(null, here)('post', '/account-links/read', { token }));
    await untilTooMany(() => as(null, elsewhere)('post', '/account-links/open', { token, password: PASSWORD }));
    await untilTooMany(() => as(jwt, here)('post', '/account-links'));
    await untilTooMany(() => asPatron('delete', '/account', { password: 'faux' }));

    const other = await makeMediatheque(app);
    const move = (to: Mediatheque) =>
      asPatron('put', `/registrations/mine/${documentId}`, { mediatheque: to.documentId });
    await move(other).expect(200);
    await move(mediatheque).expect(429);
  });
});

test('and every answer else is provoked: who signs up, opens the account, adds people and leaves', async () => {
  await asAnybody('get', '/health').expect(200);
  await asAnybody('get', '/health').set(AS_MONITORING).expect(200);
  await asAnybody('get', '/mediatheques?search=ville').expect(200);
  await asAnybody('get', '/sign-up-terms').expect(200);
  await asAnybody('get', '/proof-of-work').expect(204);
  app.strapi.config.set('plugin::rn-subscriptions.signUp.proofOfWork', true);
  await asAnybody('get', '/proof-of-work').expect(200);
  app.strapi.config.set('plugin::rn-subscriptions.signUp.proofOfWork', false);

  const { email } = signUpData(mediatheque);
  await signUp({ email }).expect(202);
  const token = tokenIn(await app.smtp.waitFor((mail) => mail.receivers[0] === email));
  const { people } = (await asAnybody('post', '/account-links/read', { token }).expect(200)).body.data;
  const opened = await asAnybody('post', '/account-links/open', {
    token,
    password: PASSWORD,
    people: { [people[0].documentId]: 'family' },
  }).expect(200);
  const asPatron = as(opened.body.jwt);

  await asPatron('post', '/account-links').expect(200);
  const { email: _accounts, ...zoe } = signUpData(mediatheque, { firstName: 'Zoé' });
  await asPatron('post', '/registrations/mine', zoe).expect(201);
  await asPatron('post', '/registrations/mine', zoe).expect(409);
  await asPatron('put', `/registrations/mine/${people[0].documentId}`, { cardNumber: 'A 12' }).expect(200);
  await asPatron('put', `/registrations/mine/${NOBODYS}`, { cardNumber: 'A 12' }).expect(404);

  const closing = await makeMediatheque(app);
  await signUp({ email, firstName: 'Paul' }).expect(202);
  await signUp({ email, firstName: 'Inconnue' }).expect(202);
  await signUp({ email, firstName: 'Lucie', mediatheque: closing.documentId }).expect(202);
  await app.strapi
    .documents('plugin::rn-subscriptions.mediatheque' as any)
    .update({ documentId: closing.documentId, data: { active: false } as any });
  const { asked } = (await asPatron('get', '/registrations/mine').expect(200)).body.meta;
  const [paul, unknown, lucie] = asked.map(({ documentId }: { documentId: string }) => `/asked-people/${documentId}`);
  await asPatron('post', paul, { belongs: 'family' }).expect(201);
  await asPatron('post', unknown, { belongs: 'unknown' }).expect(204);
  await asPatron('post', unknown, { belongs: 'unknown' }).expect(404);
  await asPatron('post', lucie, { belongs: 'family' }).expect(409);

  await signUp({ email, firstName: 'Noé' }).expect(202);
  const after = (await asPatron('get', '/registrations/mine').expect(200)).body.meta.asked;
  const noe = after.find(({ firstName }: { firstName: string }) => firstName === 'Noé').documentId;
  const fromOnePlace = as(opened.body.jwt, newClient());
  await untilTooMany(() => fromOnePlace('post', '/registrations/mine', zoe));
  await fromOnePlace('post', `/asked-people/${noe}`, { belongs: 'family' }).expect(429);

  await asPatron('get', '/account/export').expect(200);
  await asPatron('delete', '/account', { password: PASSWORD }).expect(204);
  const { jwt } = await newPatron();
  await as(jwt)('post', '/account/sign-out-everywhere').expect(204);
});

test('while the server stops, nothing is taken', async () => {
  await app.strapi.plugin('rn-subscriptions').service('underWay').stop();
  for (const { method, path } of operations) {
    const { headers } = await asAnybody(method, path).expect(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  }
});

test('each answer of the document was given at least once', () => {
  expect(DOCUMENTED.filter((one) => !answered.has(one))).toEqual([]);
  expect(DOCUMENTED.length).toBeGreaterThan(80);
});
