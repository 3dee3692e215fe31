import { stripVTControlCharacters } from 'node:util';
import type { Response } from 'supertest';
import type { App } from '../../helpers/app';
import { PASSWORD } from '../../helpers/people';
import { ACCOUNTS, STEPS, type Known, type Method } from './steps';

/** Of one start, or of one moment. */
const VOLATILE =
  /^(documentId|createdAt|updatedAt|publishedAt|hash|url|resetPasswordToken|confirmationToken|expirationDate)$/;

const claimsOf = (jwt: string) =>
  Object.keys(JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString())).sort();

/** What the plugin adds to each account, hidden and private: the Content Manager gives it to who may read accounts, and shows it to nobody. */
export const OUR_COLUMNS = ['openedAt', 'signedOutAt', 'passwordChangedAt', 'newAddress', 'madeBySubscriptions'];

const steady = (value: any, name = ''): any => {
  if (typeof value === 'string' && VOLATILE.test(name)) return '…';
  if (typeof value === 'string' && name === 'jwt') return claimsOf(value);
  if (Array.isArray(value)) return value.map((one) => steady(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => inner !== null || !OUR_COLUMNS.includes(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, steady(inner, key)]));
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

/** The lines of a log, but for those of a stack trace, which name the plugin's files where a request passes through them. */
const linesOf = (log: string) =>
  log
    .split('\n')
    .map(logLine)
    .filter((line) => !/^ {4}at /.test(line));

/** Takes all {@link STEPS}; returns the answers by their names, and what was logged meanwhile. */
export const walk = async (app: App) => {
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
  const answers: Record<string, ReturnType<typeof answerOf>> = {};
  for (const [name, ask] of STEPS) {
    const answer = await ask({ app, known, as });
    learn(known, name, answer, app);
    answers[name] = answerOf(answer);
  }
  return { answers, logs: linesOf(app.logs().slice(before)) };
};
