import { PASSWORD } from '../helpers/people';
import type { SmtpSink } from '../helpers/smtp';
import { ask, signInToAdmin } from './first-day';
import type { HostServer } from './project';

/** What a host serves that is none of the plugin's business, asked in order: the same answers come with the plugin and without. */

/** Differs from one request to the next, whatever serves it. */
const OF_ITS_MOMENT = ['date', 'etag', 'content-length', 'x-ratelimit-reset', 'x-ratelimit-remaining', 'set-cookie'];
const MOMENTS = /eyJ[\w-]+\.[\w-]+\.[\w-]+|\d{4}-\d\d-\d\dT[\d:.]+Z|http:\/\/127\.0\.0\.1:\d+|code=[0-9a-f]+/g;

const still = (text: string) => text.replace(MOMENTS, '…').replace(/\d+ ms/g, '… ms');

const stillHeaders = (headers: Headers) => {
  const shown: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (!OF_ITS_MOMENT.includes(name)) shown[name] = value;
  });
  return shown;
};

const shownOf = ({ status, body, headers }: Awaited<ReturnType<typeof ask>>) => ({
  status,
  body: still(JSON.stringify(body)),
  headers: stillHeaders(headers),
});

export const HOST_ACCOUNT = 'reader@example.org';
const HOST_PASSWORD = `${PASSWORD}-host`;

/** An account as the host makes them, by users-permissions' own sign-up. */
export const registerHostAccount = (server: HostServer, email = HOST_ACCOUNT) =>
  ask(server, 'POST', '/api/auth/local/register', { body: { username: email, email, password: HOST_PASSWORD } });

const signIn = (server: HostServer) =>
  ask(server, 'POST', '/api/auth/local', { body: { identifier: HOST_ACCOUNT, password: HOST_PASSWORD } });

/** Answers of the host's own routes, each under the request that got it; its super admin, an account and one thing exist. */
export const hostAnswers = async ({
  server,
  smtp,
  adminEmail,
}: {
  server: HostServer;
  smtp: SmtpSink;
  adminEmail: string;
}): Promise<Record<string, unknown>> => {
  const admin = await signInToAdmin(server, adminEmail);
  const token = (await signIn(server)).body.jwt as string;
  const answers: Record<string, unknown> = {};
  const note = async (method: string, path: string, options: Parameters<typeof ask>[3] = {}) => {
    const who = options.token ? (options.token === admin ? ' as admin' : ' as account') : '';
    answers[`${method} ${path}${who}`] = shownOf(await ask(server, method, path, options));
  };

  await note('POST', '/api/auth/local', { body: { identifier: HOST_ACCOUNT, password: HOST_PASSWORD } });
  await note('POST', '/api/auth/local', { body: { identifier: HOST_ACCOUNT, password: 'not-the-password' } });
  await note('GET', '/api/users/me', { token });
  await note('GET', '/api/users/me');
  await note('GET', '/api/auth/email-confirmation?confirmation=nothing');
  await note('POST', '/api/auth/local/register', {
    body: { username: HOST_ACCOUNT, email: HOST_ACCOUNT, password: HOST_PASSWORD },
  });
  for (const query of [
    '',
    '?filters[password][$eq]=ours',
    '?filters[accessKey][$contains]=o',
    '?sort=password',
    '?fields[0]=accessKey',
  ])
    await note('GET', `/api/things${query}`);
  await note('POST', '/api/things', { body: { data: 'no object' } });
  await note('GET', '/api/neighbour/hello?name=one%23two');
  await note('GET', '/api/neighbour/hello?name=%00');
  await note('GET', '/api/neighbour/me', { token });
  await note('POST', '/api/neighbour/echo', { body: { password: 'a\u0000b', filters: { $and: 'x' } } });
  await note('GET', '/content-manager/collection-types/api::thing.thing?_q=o', { token: admin });
  await note('GET', '/content-manager/relations/api::thing.thing/owner?populate=*', { token: admin });
  await note('GET', '/content-manager/relations/plugin::users-permissions.user/role', { token: admin });
  await note('GET', '/users-permissions/advanced', { token: admin });
  await note('GET', '/users-permissions/providers', { token: admin });
  await note('GET', '/robots.txt');
  await note('GET', '/api/nothing-of-this-name');

  const before = smtp.mails.length;
  await note('POST', '/api/auth/forgot-password', { body: { email: HOST_ACCOUNT } });
  const mail = await smtp.waitFor((one) => smtp.mails.indexOf(one) >= before && one.receivers[0] === HOST_ACCOUNT);
  answers['the mail of a forgotten password'] = still(`${mail.subject}\n${mail.text ?? mail.html}`);
  return answers;
};
