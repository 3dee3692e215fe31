import { stripVTControlCharacters } from 'node:util';
import type { Response } from 'supertest';
import type { App } from '../helpers/app';
import { startGuestHost } from '../helpers/guest-host';
import { PASSWORD } from '../helpers/people';

/**
 * A project that serves things of its own answers, logs, mails and stores the same with the plugin and without it: as a guest the
 * plugin touches its own routes, types, tables and accounts. docs/global-effects.md says what it does touch.
 */

const THINGS = '/api/things';
const ACCOUNTS = '/content-manager/collection-types/plugin::users-permissions.user';
const OWNER = { username: 'proprietaire', email: 'owner@example.com', password: PASSWORD };
const NEW_PASSWORD = 'Une-autre-lavande-8';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);

/** What the walk has learnt on its way. */
type Known = {
  account: string;
  jwt: string;
  earlier: string;
  admin: string;
  thing: string;
  file: number;
  code: string;
};
type Walk = { app: App; known: Known; as: (method: Method, path: string, token?: string) => any };
type Method = 'get' | 'post' | 'put' | 'delete';

const STEPS: [string, (walk: Walk) => Promise<Response>][] = [
  // The host's own API.
  ['a thing is made', ({ as }) => as('post', THINGS).send({ data: { title: 'A', password: 'lock', accessKey: 'k' } })],
  ['a thing of odd letters is made', ({ as }) => as('post', THINGS).send({ data: { title: 'half \ud83d' } })],
  ['things are found by their password', ({ as }) => as('get', `${THINGS}?filters[password]=lock`)],
  ['things are sorted by their key', ({ as }) => as('get', `${THINGS}?sort=accessKey&fields=accessKey`)],
  ['a query is odd', ({ as }) => as('get', `${THINGS}?_q[a]=b`)],
  ['a search is read', ({ as }) => as('get', `${THINGS}?_q=lock&secret=in-the-log`)],
  ['a body is malformed', ({ as }) => as('post', THINGS).type('json').send('{"data": {')],
  [
    'a body is deep',
    ({ as }) =>
      as('post', THINGS)
        .type('json')
        .send(`{"data":${'['.repeat(120)}${']'.repeat(120)}}`),
  ],
  ['a body is compressed wrongly', ({ as }) => as('post', THINGS).set('Content-Encoding', 'br').send({ data: {} })],
  ['a form brings a file to a thing', ({ as }) => as('post', THINGS).attach('picture', PNG, 'a.png')],
  [
    'a thing is deleted, with words',
    ({ as, known }) => as('delete', `${THINGS}/${known.thing}`).type('json').send('{"a'),
  ],
  ['nothing is there', ({ as }) => as('get', '/api/nothing')],
  ['a path is odd', ({ as }) => as('get', '/%c0%af')],
  // The host's accounts.
  ['an account is registered', ({ as }) => as('post', '/api/auth/local/register').send(OWNER)],
  ['it is registered again', ({ as }) => as('post', '/api/auth/local/register').send(OWNER)],
  ['it signs in', ({ as }) => as('post', '/api/auth/local').send({ identifier: OWNER.email, password: PASSWORD })],
  [
    'it signs in by name',
    ({ as }) => as('post', '/api/auth/local').send({ identifier: 'proprietaire', password: PASSWORD }),
  ],
  ['a password is wrong', ({ as }) => as('post', '/api/auth/local').send({ identifier: OWNER.email, password: 'no' })],
  [
    'nobody signs in',
    ({ as }) => as('post', '/api/auth/local').send({ identifier: 'nobody@example.com', password: 'no' }),
  ],
  ['a sign-in is odd', ({ as }) => as('post', '/api/auth/local').send({ identifier: 7, password: ['no'] })],
  ['an account reads itself', ({ as, known }) => as('get', '/api/users/me', known.jwt)],
  ['a forged session reads itself', ({ as }) => as('get', '/api/users/me', 'forged')],
  ['an account reads things', ({ as, known }) => as('get', THINGS, known.jwt)],
  [
    'a password is short',
    ({ as, known }) =>
      as('post', '/api/auth/change-password', known.jwt).send({
        currentPassword: PASSWORD,
        password: 'abc',
        passwordConfirmation: 'abc',
      }),
  ],
  [
    'a password is changed',
    ({ as, known }) =>
      as('post', '/api/auth/change-password', known.jwt).send({
        currentPassword: PASSWORD,
        password: NEW_PASSWORD,
        passwordConfirmation: NEW_PASSWORD,
      }),
  ],
  ['the session of before goes on', ({ as, known }) => as('get', '/api/users/me', known.earlier)],
  ['a password is forgotten', ({ as }) => as('post', '/api/auth/forgot-password').send({ email: OWNER.email })],
  ['nobody forgets', ({ as }) => as('post', '/api/auth/forgot-password').send({ email: 'nobody@example.com' })],
  ['no address forgets', ({ as }) => as('post', '/api/auth/forgot-password').send({ email: 'nobody', more: 1 })],
  [
    'a password is reset',
    ({ as, known }) =>
      as('post', '/api/auth/reset-password').send({
        code: known.code,
        password: PASSWORD,
        passwordConfirmation: PASSWORD,
      }),
  ],
  [
    'a code is wrong',
    ({ as }) =>
      as('post', '/api/auth/reset-password').send({ code: 'no', password: PASSWORD, passwordConfirmation: PASSWORD }),
  ],
  [
    'a confirmation is asked for',
    ({ as }) => as('post', '/api/auth/send-email-confirmation').send({ email: OWNER.email }),
  ],
  [
    'nobody asks for one',
    ({ as }) => as('post', '/api/auth/send-email-confirmation').send({ email: 'nobody@example.com' }),
  ],
  ['a confirmation is wrong', ({ as }) => as('get', '/api/auth/email-confirmation?confirmation=no')],
  // The host's files.
  ['a file is sent', ({ as }) => as('post', '/api/upload').attach('files', PNG, 'a.png')],
  ['a text is sent', ({ as }) => as('post', '/api/upload').attach('files', Buffer.from('a,b'), 'a.csv')],
  ['a file is read', ({ as, known }) => as('get', `/api/upload/files/${known.file}`)],
  ['a file that is none is read', ({ as }) => as('get', '/api/upload/files/none')],
  // The panel.
  [
    'a password of the panel is wrong',
    ({ as }) => as('post', '/admin/login').send({ email: 'chef@example.org', password: 'no' }),
  ],
  [
    'nobody signs in to the panel',
    ({ as }) => as('post', '/admin/login').send({ email: 'no@example.org', password: 'no' }),
  ],
  [
    'things are listed in the panel',
    ({ as, known }) =>
      as('get', '/content-manager/collection-types/api::thing.thing?sort=password:ASC&_q=lock', known.admin),
  ],
  [
    'a thing is read as a single one',
    ({ as, known }) => as('get', '/content-manager/single-types/api::thing.thing', known.admin),
  ],
  [
    'what a thing may like is picked',
    ({ as, known }) =>
      as('get', '/content-manager/relations/api::thing.thing/likes?fields=password&populate=likes', known.admin),
  ],
  ['accounts are listed in the panel', ({ as, known }) => as('get', ACCOUNTS, known.admin)],
  [
    'admin users are asked of the Content Manager',
    ({ as, known }) => as('get', '/content-manager/collection-types/admin::user', known.admin),
  ],
  ['strangers ask for them', ({ as }) => as('get', '/content-manager/collection-types/admin::user')],
  [
    'an account gets another address',
    ({ as, known }) =>
      as('put', known.account, known.admin).send({ email: 'other@example.com', username: 'other@example.com' }),
  ],
  ['and once more', ({ as, known }) => as('put', known.account, known.admin).send({ email: 'third@example.com' })],
  [
    'the panel sends a mail',
    ({ as, known }) =>
      as('post', '/email/', known.admin).send({ to: 'to@example.org', subject: 'Hello', text: 'Hello', html: 'Hello' }),
  ],
  ['languages are set', ({ as, known }) => as('get', '/i18n/locales', known.admin)],
  [
    'a file is fetched from an address',
    ({ as, known }) => as('post', '/upload/actions/upload-from-urls', known.admin).send({ urls: [] }),
  ],
];

/** Of one start, or of one moment. */
const VOLATILE =
  /^(documentId|createdAt|updatedAt|publishedAt|hash|url|resetPasswordToken|confirmationToken|expirationDate)$/;

const claimsOf = (jwt: string) =>
  Object.keys(JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString())).sort();

const steady = (value: any, name = ''): any => {
  if (typeof value === 'string' && VOLATILE.test(name)) return '…';
  if (typeof value === 'string' && name === 'jwt') return claimsOf(value);
  if (Array.isArray(value)) return value.map((one) => steady(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, steady(inner, key)]));
};

const answerOf = ({ status, headers, body, text }: Response) => {
  const {
    date: _date,
    etag: _etag,
    'content-length': _length,
    'x-ratelimit-reset': _reset,
    ...kept
  } = headers as Record<string, unknown>;
  return { status, headers: kept, body: Object.keys(body ?? {}).length > 0 ? steady(body) : text };
};

const learn = (known: Known, name: string, { body }: Response, app: App) => {
  if (name === 'a thing is made') known.thing = body.data?.documentId;
  if (name === 'an account is registered') {
    known.earlier = body.jwt;
    known.account = `${ACCOUNTS}/${body.user?.documentId}`;
  }
  if (name === 'it signs in') known.jwt = body.jwt;
  if (name === 'a file is sent') known.file = body[0]?.id;
  if (name === 'a password is forgotten')
    known.code = /code=(\w+)/.exec(String(app.smtp.mails.at(-1)?.text))?.[1] ?? '';
};

/** A line of the log without its time, and how long it took. */
const logLine = (line: string) =>
  stripVTControlCharacters(line)
    .replace(/^\[[^\]]+\] /, '')
    .replace(/\(\d+ ms\)/, '(… ms)')
    .replace(/(things|user)\/\w{24}/, '$1/…');

const walk = async (app: App) => {
  const known: Known = { account: '', jwt: '', earlier: '', admin: '', thing: '', file: 0, code: '' };
  const role = await app.strapi.db.query('admin::role').findOne({ where: { code: 'strapi-super-admin' } });
  await app.strapi.service('admin::user').create({
    firstname: 'Chef',
    lastname: 'Chef',
    email: 'chef@example.org',
    password: PASSWORD,
    isActive: true,
    roles: [role.id],
  });
  const { body } = await app.http().post('/admin/login').send({ email: 'chef@example.org', password: PASSWORD });
  known.admin = body.data.token;
  const as = (method: Method, path: string, token?: string) =>
    token ? app.http()[method](path).set('Authorization', `Bearer ${token}`) : app.http()[method](path);
  const before = app.logs().length;
  const answers: Record<string, unknown> = {};
  for (const [name, ask] of STEPS) {
    const answer = await ask({ app, known, as });
    learn(known, name, answer, app);
    answers[name] = answerOf(answer);
  }
  return { answers, logs: app.logs().slice(before).split('\n').map(logLine) };
};

/** What the host has in its database: its tables, and its settings of accounts. */
const stored = async ({ strapi }: App) => {
  const { tables } = await strapi.db.dialect.schemaInspector.getSchema();
  const settings = await strapi.db
    .query('strapi::core-store' as never)
    .findMany({ where: { key: { $startsWith: 'plugin_users-permissions' } }, orderBy: { key: 'asc' } });
  return {
    tables: Object.fromEntries(
      tables.map(({ name, columns, indexes }) => [
        name,
        { columns: columns.map((one) => one.name), indexes: indexes.map((one) => one.name) },
      ])
    ),
    settings: settings.map(({ key, value }: { key: string; value: string }) => [key, value]),
    accounts: (await strapi.db.query('plugin::users-permissions.user').findMany({ orderBy: { id: 'asc' } })).map(
      (account: any) => ({ ...steady(account), password: '…' })
    ),
  };
};

const look = async (subscriptions: boolean) => {
  const app = await startGuestHost({ subscriptions });
  try {
    return {
      ...(await walk(app)),
      mails: app.smtp.mails.map(({ receivers, subject }) => ({ receivers, subject })),
      stored: await stored(app),
    };
  } finally {
    await app.stop();
  }
};

let without: Awaited<ReturnType<typeof look>>;
let withGuest: Awaited<ReturnType<typeof look>>;

beforeAll(async () => {
  without = await look(false);
  withGuest = await look(true);
});

test.each(STEPS.map(([name]) => name))('%s: the same answer', (name) => {
  expect(withGuest.answers[name]).toEqual(without.answers[name]);
});

test('the same lines are logged, queries and all', () => {
  expect(withGuest.logs).toEqual(without.logs);
  expect(without.logs.join('\n')).toContain('secret=in-the-log');
});

test('the same mails are sent', () => expect(withGuest.mails).toEqual(without.mails));

test('the settings of accounts are the host’s', () =>
  expect(withGuest.stored.settings).toEqual(without.stored.settings));
