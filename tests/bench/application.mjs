import { randomBytes } from 'node:crypto';
import { bootStrapi, closeStrapi } from '../../scripts/boot.mjs';
import { SECRETS } from '../../scripts/demo/environment.mjs';
import { portOf } from '../../scripts/listening-port.mjs';

/** Of every admin user. */
export const PASSWORD = 'Parfum-de-lavande-7';

/** The path under which a bench reads in the Content Manager what the plugin keeps closed. */
const OPENED = '/opened-for-the-bench/';

/** What an application of a bench is started with, beside its database. */
const SETTINGS = {
  NODE_ENV: 'development',
  // Databases are made and copied at will.
  STATE_FOLDER: '',
  NETWORK_EMAIL: 'reseau@example.org',
  SIGN_UP_PROOF_OF_WORK: 'false',
  REQUESTS_PER_CLIENT: '1000000',
  SIGN_INS_PER_CLIENT: '1000000',
  REQUESTS_PER_ADDRESS: '1000000',
  MAILS_PER_ADDRESS: '1000000',
  // Discard: what a measure does not send itself is not sent.
  SMTP_PORT: '9',
};

/** The whole environment of an application on the database that `database` (environment variables) names. */
export const environment = (database) => ({
  ...SETTINGS,
  ...Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString('base64')])),
  ...database,
});

/**
 * Boots the application in this process, with its HTTP server on a free loopback port; no mail is sent and no job runs.
 * The Content Manager's closed door to registrations is opened under another path, for {@link contentManager}. Returns
 * `{ strapi, origin, stop }`. The admin panel itself is there with `serveAdminPanel`, if it was built.
 */
export const startApplication = async ({ serveAdminPanel = false } = {}) => {
  const strapi = await bootStrapi({ serveAdminPanel });
  // Comes after the plugin's own middleware: what that one did not see is on its way to the Content Manager. As if no request had begun
  // it: the documents of hidden types are closed to the Content Manager's requests, too.
  strapi.server.use((ctx, next) => {
    if (!ctx.path.startsWith(OPENED)) return next();
    ctx.path = ctx.path.replace(OPENED, '/content-manager/');
    return strapi.requestContext.run(undefined, next);
  });
  strapi.server.mount();
  // Not by Strapi's own `listen`, which would start the dispatcher and the jobs.
  strapi.server.httpServer.removeAllListeners('listening');
  // A peer may be asked for longer than a connection is kept open.
  strapi.server.httpServer.keepAliveTimeout = 120_000;
  await new Promise((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    strapi,
    origin: `http://127.0.0.1:${portOf(strapi.server.httpServer)}`,
    async stop() {
      strapi.server.httpServer.close();
      await closeStrapi(strapi);
    },
  };
};

/** The Content Manager's address for registrations, `query` in its own words. */
export const contentManager = (query = '') => `${OPENED}collection-types/plugin::rn-subscriptions.registration${query}`;

let made = 0;

/**
 * Makes an admin user with the role of this code, working for these libraries (documentIds), and signs it in. Returns
 * `request(method, path, body)`, which answers with the JSON, and throws for anything but a 2xx.
 */
export const makeAdmin = async ({ strapi, origin, role: code, mediatheques = [] }) => {
  const role = await strapi.db.query('admin::role').findOne({ where: { code } });
  const email = `${code}-${(made += 1)}@example.org`;
  const user = await strapi.service('admin::user').create({
    firstname: 'Agent',
    lastname: code,
    email,
    password: PASSWORD,
    isActive: true,
    roles: [role.id],
    preferedLanguage: 'fr',
  });
  for (const documentId of mediatheques) {
    await strapi
      .documents('plugin::rn-subscriptions.mediatheque')
      .update({ documentId, data: { librarians: { connect: [user.id] } } });
  }
  let authorization = {};
  const request = async (method, path, body) => {
    const headers = { ...authorization, ...(body ? { 'Content-Type': 'application/json' } : {}) };
    const response = await fetch(origin + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  };
  const { data } = await request('POST', '/admin/login', { email, password: PASSWORD });
  authorization = { Authorization: `Bearer ${data.accessToken ?? data.token}` };
  return { id: user.id, email, request, token: data.accessToken ?? data.token };
};
