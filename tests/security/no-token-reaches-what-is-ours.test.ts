import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UID } from '@strapi/strapi';
import type { Context } from 'koa';
import { strapi as transfer, utils } from '@strapi/data-transfer';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makePatron,
  type Mediatheque,
  type Registration,
} from '../helpers/people';
import { makeAdminToken, makeToken } from '../helpers/tokens';
import { until } from '../helpers/until';

const REGISTRATION = 'plugin::rn-subscriptions.registration';
const HIDDEN = [
  'registration',
  'registration-event',
  'outbox-mail',
  'request-count',
  'statistic',
  'erasure',
  'installation',
  'job-run',
].map((name) => `plugin::rn-subscriptions.${name}`);
const MEDIATHEQUE = 'plugin::rn-subscriptions.mediatheque';
const CANARY = 'canarijeton';

let app: App;
let mediatheque: Mediatheque;
let patron: Registration;

beforeAll(async () => {
  app = await startApp({ env: { MCP: 'true' } });
  mediatheque = await makeMediatheque(app, { city: 'Beauvais' });
  patron = await makePatron(app, mediatheque, { lastName: CANARY, email: `${CANARY}@example.com` });
  await new Promise<void>((resolve) => app.strapi.server.httpServer.listen(0, '127.0.0.1', resolve));
});
afterAll(() => app.stop());

const accounts = () => app.strapi.db.query('plugin::users-permissions.user').count();

describe('an API token', () => {
  test.each(['read-only', 'full-access', 'custom'] as const)(
    'that is %s sees and changes no account, and opens none by a role',
    async (type) => {
      const token = await makeToken(app, {
        type,
        permissions: ['find', 'findOne', 'count', 'create', 'update', 'destroy'].map(
          (action) => `plugin::users-permissions.user.${action}`
        ),
      });
      const as = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
        app.http()[method](path).set('Authorization', `Bearer ${token}`);
      const { account } = await app.strapi.db
        .query(REGISTRATION)
        .findOne({ where: { documentId: patron.documentId }, populate: ['account'] });
      const everybody = await app.strapi.db
        .query('plugin::users-permissions.role')
        .findOne({ where: { type: 'public' } });
      const before = await accounts();
      const answers = [
        await as('get', '/api/users'),
        await as('get', '/api/users/count'),
        await as('get', `/api/users/${account.id}`),
        await as('get', '/api/users?filters[email][$startsWith]=canari'),
        await as('put', `/api/users/${account.id}`).send({ email: 'volee@example.com' }),
        await as('post', '/api/users').send({
          email: 'neuve@example.com',
          username: 'neuve',
          password: 'Parfum-de-lavande-7',
          role: 1,
        }),
        await as('delete', `/api/users/${account.id}`),
        await as('get', '/api/users-permissions/roles'),
        await as('put', `/api/users-permissions/roles/${everybody.id}`).send({
          permissions: { 'plugin::users-permissions': { controllers: { user: { find: { enabled: true } } } } },
        }),
        await as('post', '/api/users-permissions/roles').send({ name: 'Neuf', description: 'Neuf', permissions: {} }),
        await as('delete', `/api/users-permissions/roles/${everybody.id}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
      expect(JSON.stringify(answers.map(({ text }) => text))).not.toContain(CANARY);
      expect(await accounts()).toBe(before);
      expect(await app.strapi.plugin('rn-subscriptions').service('selfCheck').problems()).toEqual([]);
      expect(
        await app.strapi.db.query('plugin::users-permissions.user').findOne({ where: { id: account.id } })
      ).toMatchObject({ email: patron.email });
    }
  );

  test('is nobody on the routes of a patron', async () => {
    const token = await makeToken(app, { type: 'full-access' });
    for (const path of ['registrations/mine', 'account/export']) {
      const answer = await app.http().get(`/api/rn-subscriptions/${path}`).set('Authorization', `Bearer ${token}`);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});

describe('what our own routes show alone', () => {
  /** As a door that knows any content type asks: in the request of somebody, by the Document Service. */
  const asks = async (state: object, work: () => Promise<unknown>) => {
    let answer: unknown;
    // Of a request, only what the door under test leaves in it.
    await app.strapi.requestContext.run({ state, request: { headers: {} } } as Context, async () => {
      answer = await work();
    });
    return answer;
  };
  /** Any action of any type, by their names. */
  const documents = (uid: string) =>
    app.strapi.documents(uid as UID.ContentType) as unknown as Record<string, (input: object) => Promise<unknown>>;

  test.each([
    ['by GraphQL', { auth: { strategy: { name: 'content-api-token' } }, route: { info: { type: 'content-api' } } }],
    [
      'by a signed-in patron’s GraphQL',
      { auth: { strategy: { name: 'users-permissions' } }, route: { info: { type: 'content-api' } } },
    ],
    ['by /mcp', { route: { path: '/mcp' } }],
    [
      'by the Content Manager',
      { auth: { strategy: { name: 'admin' } }, route: { info: { pluginName: 'content-manager' } } },
    ],
    [
      'by an API of the host, with a token',
      { auth: { strategy: { name: 'content-api-token' } }, route: { info: { apiName: 'page' } } },
    ],
  ])('is not there %s', async (_door, state) => {
    const before = await app.sql('rn_registrations').select();
    for (const uid of HIDDEN) {
      const writes = { documentId: patron.documentId, data: { state: 'refused' } };
      for (const action of ['findMany', 'findFirst', 'findOne', 'count', 'create', 'update', 'delete', 'clone']) {
        await expect([
          uid,
          action,
          await asks(state, () => documents(uid)[action](writes)).catch(({ name }) => name),
        ]).toEqual([uid, action, 'NotFoundError']);
      }
    }
    expect(await app.sql('rn_registrations').select()).toEqual(before);
  });

  test('is there for the host’s own code, and for a script', async () => {
    const found = (state: object) =>
      asks(state, () => documents(REGISTRATION).findOne({ documentId: patron.documentId }));
    expect(await found({ route: { info: { apiName: 'page' } } })).toMatchObject({ documentId: patron.documentId });
    expect(await documents(REGISTRATION).findOne({ documentId: patron.documentId })).toMatchObject({
      documentId: patron.documentId,
    });
  });

  test('and accounts, leave by no webhook', async () => {
    const received: { model: string }[] = [];
    const server = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        received.push(JSON.parse(body));
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const webhook = await app.strapi.get('webhookStore').createWebhook({
      name: 'tout',
      url,
      events: ['entry.create', 'entry.update', 'entry.delete'],
      headers: {},
      isEnabled: true,
    });
    app.strapi.get('webhookRunner').add(webhook);
    server.unref();

    await changeRegistration(app, patron.documentId, { firstName: 'Camille' });
    const { account } = await app.strapi.db
      .query(REGISTRATION)
      .findOne({ where: { documentId: patron.documentId }, populate: ['account'] });
    await documentsOf(app, 'plugin::users-permissions.user').update({
      documentId: account.documentId,
      data: { username: `${CANARY}2` },
    });
    await documentsOf(app, MEDIATHEQUE).update({ documentId: mediatheque.documentId, data: { postalCode: '60000' } });
    await until(
      async () => received,
      (all) => all.some(({ model }) => model === 'mediatheque')
    );
    expect(received.map(({ model }) => model)).toEqual(['mediatheque']);
    app.strapi.get('webhookRunner').remove(webhook);
    server.close();
  });

  test('and accounts, leave by no transfer from a server', async () => {
    const provider = transfer.providers.createLocalStrapiSourceProvider({
      getStrapi: async () => app.strapi,
      autoDestroy: false,
    });
    const diagnostics = utils.diagnostics.createDiagnosticReporter();
    await provider.bootstrap(diagnostics);
    const types = new Set<string>();
    for await (const { type } of await provider.createEntitiesReadStream()) types.add(type);
    expect(types).toContain(MEDIATHEQUE);
    expect([...types].filter((type) => [...HIDDEN, 'plugin::users-permissions.user'].includes(type))).toEqual([]);
    expect(JSON.stringify(diagnostics.stack.items)).toMatch(/patrons’ data do not leave by a transfer/);
  });

  test('has no tool of /mcp, and a library’s tools show no secret of its librarians', async () => {
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    const { password } = await app.strapi.db.query('admin::user').findOne({ where: { id: librarian.id } });
    const [superAdmin, editor] = [
      await makeAdmin(app, { role: 'strapi-super-admin' }),
      await makeAdmin(app, { role: 'rn-editor' }),
    ];
    const call = async (token: string, method: string, params: object = {}) => {
      const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json, text/event-stream' };
      const { text } = await app
        .http()
        .post('/mcp')
        .set(headers)
        .send({ jsonrpc: '2.0', id: 1, method, params })
        .expect(200);
      return JSON.parse(text.slice(text.indexOf('{'))).result;
    };

    const everything = await makeAdminToken(app, { userId: superAdmin.id, subjects: [...HIDDEN, MEDIATHEQUE] });
    const names: string[] = (await call(everything, 'tools/list')).tools.map(({ name }: { name: string }) => name);
    expect(names).toContain('list_plugin-rn-subscriptions_mediatheque');
    expect(
      names.filter((name) => HIDDEN.some((uid) => name.endsWith(uid.replace(/^plugin::/, 'plugin-').replace('.', '_'))))
    ).toEqual([]);

    const ofEditor = await makeAdminToken(app, { userId: editor.id, subjects: [MEDIATHEQUE] });
    const list = 'list_plugin-rn-subscriptions_mediatheque';
    const shown = await call(ofEditor, 'tools/call', { name: list, arguments: {} });
    expect(JSON.stringify(shown)).toContain(mediatheque.documentId);
    expect(JSON.stringify(shown)).not.toContain(password);
    const sorted = async (direction: string) =>
      JSON.stringify(
        await call(ofEditor, 'tools/call', {
          name: list,
          arguments: {
            sort: `librarians.password:${direction}`,
            filters: { librarians: { password: { $startsWith: '$2' } } },
          },
        })
      );
    for (const direction of ['asc', 'desc']) expect(await sorted(direction)).toMatch(/isError":true/);
  });
});
