import { gzipSync } from 'node:zlib';
import { startApp, type App } from '../helpers/app';
import { makeAdmin } from '../helpers/people';

let app: App;
beforeAll(async () => {
  app = await startApp({
    env: { WEBSITE_URL: 'https://mediatheques.example.org/ressources/', PUBLIC_URL: 'https://panneau.example.org' },
  });
});
afterAll(() => app.stop());

type Sent = {
  method?: 'get' | 'head' | 'post' | 'put' | 'delete';
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  token?: string;
};

/** Sends it, and returns the status and whether anything of a failure has come into the log. */
const send = async ({ method = 'get', path, headers = {}, body, token }: Sent) => {
  const before = app.logs().length;
  const asked = app
    .http()
    [method](path)
    .set(token ? { ...headers, Authorization: `Bearer ${token}` } : headers);
  // As it is: no library makes JSON of it. A Buffer is sent as well, whatever the types of the library say.
  const { status } = await (body === undefined
    ? asked
    : asked.serialize((content) => content).send(body as unknown as string));
  return { status, failed: /error|\n\s+at /.test(app.logs().slice(before)) };
};

const PATHS = ['/api/auth/local', '/admin/login', '/api/rn-subscriptions/registrations', '/nowhere'];
const JSON_TYPE = { 'Content-Type': 'application/json' };
const BODIES: [what: string, headers: Record<string, string>, body: string | Buffer, status: number][] = [
  ['objects nested twenty thousand deep', JSON_TYPE, '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000), 400],
  ['lists nested a hundred thousand deep', JSON_TYPE, '['.repeat(100_000) + ']'.repeat(100_000), 400],
  ['lists nested a hundred and one deep', JSON_TYPE, '['.repeat(101) + ']'.repeat(101), 400],
  ['JSON that is not compressed as it says (gzip)', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, '{}', 400],
  ['JSON that is not compressed as it says (br)', { ...JSON_TYPE, 'Content-Encoding': 'br' }, '{}', 400],
  [
    'JSON that is compressed by half',
    { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
    gzipSync('{"a":1}').subarray(0, 15),
    400,
  ],
  ['a compression that nobody knows', { ...JSON_TYPE, 'Content-Encoding': 'nonsense' }, '{}', 415],
  [
    'ten megabytes in ten kilobytes',
    { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
    gzipSync(`{"a":"${'x'.repeat(10_000_000)}"}`),
    413,
  ],
  ['a form without a boundary', { 'Content-Type': 'multipart/form-data' }, 'x', 415],
  ['a form of another kind', { 'Content-Type': 'multipart/mixed; boundary=x' }, 'x', 415],
  ['a long form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'x=1&'.repeat(20_000), 413],
  ['a prototype', JSON_TYPE, '{"__proto__":{"a":1}}', 400],
  ['a number', JSON_TYPE, '1', 400],
];

test.each(BODIES)('%s is refused, wherever it is sent', async (_what, headers, body, status) => {
  for (const path of PATHS)
    expect([path, await send({ method: 'post', path, headers, body })]).toEqual([path, { status, failed: false }]);
});

test('a form without a boundary is refused where files are sent, too', async () => {
  const { token } = await makeAdmin(app, { role: 'rn-editor' });
  for (const type of [
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=',
    'multipart/mixed',
  ]) {
    expect([
      type,
      await send({ method: 'post', path: '/upload', headers: { 'Content-Type': type }, body: 'x', token }),
    ]).toEqual([type, { status: 400, failed: false }]);
  }
});

test.each([
  '/%E0%A4%A',
  '/api/%E0%A4%A',
  '/uploads/%E0%A4%A',
  '/%00',
  '/uploads/x%00.png',
  '/api/digital-resources/%00',
  '/admin/%00',
  '/..%2fpackage.json',
  '/uploads/..%2f..%2fpackage.json',
  '/inscription%2f..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/x',
  `/${'a'.repeat(7000)}`,
])('there is nothing at %s', async (path) => {
  for (const method of ['get', 'head', 'post'] as const) {
    const { status, failed } = await send({ method, path });
    expect([method, status, failed]).toEqual([method, method === 'post' ? expect.any(Number) : 404, false]);
    expect(status).toBeLessThan(500);
  }
});

const ROUTES = [
  '/api/digital-resources',
  '/api/rn-subscriptions/mediatheques',
  '/inscription/',
  '/admin/init',
  '/admin/registration-info',
  '/api/auth/email-confirmation',
  '/api/connect/google',
  '/nowhere',
  '/content-manager/collection-types/plugin::rn-subscriptions.mediatheque',
];
const QUERIES = [
  ['a', '[b]'.repeat(1000), '=1'].join(''),
  `filters${'[$not]'.repeat(18)}[name]=x`,
  Array.from({ length: 1200 }, (_, index) => `a${index}=`).join('&'),
  '__proto__[x]=1&constructor[prototype][x]=1&hasOwnProperty=1&toString=1',
  'filters[$and]=1',
  'filters[name][$between]=1',
  'filters[id]=99999999999999999999',
  'filters[createdAt]=x',
  'sort[a][b]=x&sort[]=',
  'page[a]=1&pageSize=1e400',
  'pagination[page]=99999999999999999999',
  '_q[a]=1',
  'search[a]=1',
  'locale[a]=x&status[a]=x&populate[a][b]=x&fields[a]=x',
  'registrationToken[a]=1&confirmation[a]=1&access_token[a]=1',
  '%E0%A4%A=%E0%A4%A',
];

test.each(ROUTES)('no query makes %s fail', async (route) => {
  for (const query of QUERIES) {
    const { status, failed } = await send({ path: `${route}?${query}` });
    expect([query, status < 500, failed]).toEqual([query, true, false]);
  }
  for (const query of [
    'a=%00',
    'registrationToken=%00',
    'search=%00',
    'filters[name]=%00',
    '%00=1',
    'confirmation=x%00',
  ])
    expect([query, await send({ path: `${route}?${query}` })]).toEqual([query, { status: 400, failed: false }]);
});

test('the Content Manager refuses relations to who may not see them, and stumbles over none', async () => {
  const relations = [
    'plugin::users-permissions.role/users',
    'plugin::users-permissions.role/1/users',
    'plugin::users-permissions.user/role',
    'plugin::users-permissions.permission/role',
    'plugin::upload.file/folder',
    'plugin::rn-subscriptions.mediatheque/librarians',
    'plugin::rn-subscriptions.mediatheque/x/librarians',
  ];
  const { token } = await makeAdmin(app, { role: 'rn-librarian' });
  for (const relation of relations) {
    const path = `/content-manager/relations/${relation}`;
    expect([relation, await send({ path })]).toEqual([relation, { status: 401, failed: false }]);
    expect([relation, await send({ path, token })]).toEqual([relation, { status: 403, failed: false }]);
  }
});

test('what is no number or date to the database is said to be so to who is signed in', async () => {
  const { token } = await makeAdmin(app, { role: 'strapi-super-admin' });
  const list = '/content-manager/collection-types/plugin::rn-subscriptions.mediatheque';
  for (const query of ['filters[$and]=1', 'filters[name][$between]=1', '_q[a]=1', '_q=%00'])
    expect([query, await send({ path: `${list}?${query}`, token })]).toEqual([query, { status: 400, failed: false }]);
  for (const path of ['/admin/users/x', '/admin/roles/x', `${list}?filters[id]=99999999999999999999`]) {
    const { status, failed } = await send({ path, token });
    expect([path, status < 500, failed]).toEqual([path, true, false]);
  }
});

test('pages of the website and of the panel may read the answers, and of no other site', async () => {
  const allowed = async (origin: string) => {
    const { headers } = await app.http().get('/api/rn-subscriptions/mediatheques').set('Origin', origin).expect(200);
    const asked = await app
      .http()
      .options('/api/rn-subscriptions/registrations')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'POST');
    expect(asked.headers['access-control-allow-origin']).toBe(headers['access-control-allow-origin']);
    return headers['access-control-allow-origin'];
  };
  for (const origin of ['https://mediatheques.example.org', 'https://panneau.example.org'])
    expect(await allowed(origin)).toBe(origin);
  for (const origin of [
    'https://elsewhere.example.org',
    'http://mediatheques.example.org',
    'https://mediatheques.example.org.elsewhere.test',
    'null',
  ])
    expect([origin, await allowed(origin)]).toEqual([origin, undefined]);
});
