import type { Response } from 'supertest';
import type { App } from '../../helpers/app';
import { PASSWORD } from '../../helpers/people';

const THINGS = '/api/things';
export const ACCOUNTS = '/content-manager/collection-types/plugin::users-permissions.user';
const OWNER = { username: 'proprietaire', email: 'owner@example.com', password: PASSWORD };
const NEW_PASSWORD = 'Une-autre-lavande-8';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);

/** What the walk has learnt on its way. */
export type Known = {
  account: string;
  jwt: string;
  earlier: string;
  admin: string;
  thing: string;
  file: number;
  code: string;
};
type Walk = { app: App; known: Known; as: (method: Method, path: string, token?: string) => any };
export type Method = 'get' | 'post' | 'put' | 'delete';

/** What is asked of the host, in this order, by the words that the tests are named with. */
export const STEPS: [string, (walk: Walk) => Promise<Response>][] = [
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
