import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { personOfCanary } from '../helpers/canary';
import { documentsOf } from '../helpers/documents';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  PASSWORD,
  saveOf,
  signInAdmin,
  type Admin,
  type Mediatheque,
  type Registration,
} from '../helpers/people';

/** Planted in every personal field of the other library's patron. */
const CANARY = 'zqcanari';

let app: App;
let hers: Mediatheque;
let others: Mediatheque;
let librarian: Admin;
let otherLibrarian: Admin;
let editor: Admin;
let coordinator: Admin;
let own: Registration;
let foreign: Registration;

beforeAll(async () => {
  app = await startApp();
  hers = await makeMediatheque(app, { city: 'Ici' });
  others = await makeMediatheque(app, { city: 'Ailleurs' });
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [hers] });
  otherLibrarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [others] });
  editor = await makeAdmin(app, { role: 'rn-editor' });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  own = await makePatron(app, hers);
  foreign = await makePatron(app, others, personOfCanary(CANARY));
});
afterAll(() => app.stop());

const base = '/rn-subscriptions/registrations';
const missing = 'aaaaaaaaaaaaaaaaaaaaaaaa';

describe('a librarian', () => {
  test('lists, counts, searches and exports the patrons of her libraries only', async () => {
    const list = (await librarian.get(base).expect(200)).body;
    expect(list.data.map(({ documentId }: Registration) => documentId)).toEqual([own.documentId]);
    expect(list.meta.counts).toEqual({ all: 1, pending: 1, validated: 0, refused: 0, expired: 0 });

    for (const query of [
      `search=${CANARY}`,
      `mediatheque=${others.documentId}`,
      `search=${CANARY}&status=pending&sort=name`,
      'page=2',
    ]) {
      const found = await librarian.get(`${base}?${query}`).expect(200);
      expect(found.body.data).toEqual([]);
    }
    expect((await librarian.get(`${base}?mediatheque=${others.documentId}`)).body.meta.counts.all).toBe(0);

    const csv = await librarian.get(`${base}/export`).expect(200);
    expect(csv.text).toContain(own.email);
    expect(csv.text).not.toContain(CANARY);
    expect((await librarian.get('/rn-subscriptions/me')).body.data.mediatheques).toEqual([
      { documentId: hers.documentId, label: hers.label },
    ]);
  });

  test('gets for another library’s patron the very answer that she gets for one who does not exist', async () => {
    const body = saveOf(foreign, {
      birthDate: '1984-05-17',
      lastName: 'Volé',
      state: 'validated',
      validFrom: todayInParis(),
    });
    const requests: [number, (id: string) => Promise<{ status: number; text: string }>][] = [
      [404, (id) => librarian.get(`${base}/${id}`)],
      [404, (id) => librarian.get(`${base}/${id}/mails`)],
      [404, (id) => librarian.put(`${base}/${id}`, body)],
      [400, (id) => librarian.put(`${base}/${id}`, {})],
    ];
    for (const [status, request] of requests) {
      const [foreignAnswer, missingAnswer] = [await request(foreign.documentId), await request(missing)];
      expect([foreignAnswer.status, missingAnswer.status]).toEqual([status, status]);
      expect(foreignAnswer.text).toBe(missingAnswer.text);
    }
    const untouched = await app.strapi.db
      .query('plugin::rn-subscriptions.registration')
      .findOne({ where: { id: foreign.id } });
    expect(untouched).toMatchObject({ lastName: foreign.lastName, state: 'pending', version: 1 });
  });

  test('is told what to mend for a query with an operator, another page size, or an unknown parameter', async () => {
    for (const query of [
      'status[$ne]=x',
      'mediatheque[$ne]=x',
      'search[$contains]=a',
      'pageSize=100000',
      'page=-1',
      'page=abc',
      'filters[id]=1',
      'sort=birthDate',
      'populate=*',
    ]) {
      const answer = await librarian.get(`${base}?${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(answer.body.error.details.errors).toHaveLength(1);
    }
    for (const search of ['%', '\\', '_', "'", '𝕏', 'a'.repeat(200)]) {
      await librarian.get(`${base}?search=${encodeURIComponent(search)}`).expect(200);
    }
  });

  test('without a library sees nobody, not everybody', async () => {
    const nobody = await makeAdmin(app, { role: 'rn-librarian' });
    const list = (await nobody.get(base).expect(200)).body;
    expect([list.data, list.meta.counts.all]).toEqual([[], 0]);
    await nobody.get(`${base}/${own.documentId}`).expect(404);
    expect((await nobody.get(`${base}/export`)).text).not.toContain(own.email);
  });

  test('works for the libraries that name one of her roles', async () => {
    const role = await app.strapi.db.query('admin::role').findOne({ where: { code: 'rn-librarian' } });
    const byRole = await app.strapi
      .service('admin::role')
      .create({ name: 'Réseau du plateau', code: 'reseau-du-plateau' });
    await documentsOf(app, 'plugin::rn-subscriptions.mediatheque').update({
      documentId: others.documentId,
      data: { roles: { connect: [byRole.id] } },
    });
    const email = 'reseau-du-plateau@example.org';
    await app.strapi.service('admin::user').create({
      firstname: 'A',
      lastname: 'B',
      email,
      password: PASSWORD,
      isActive: true,
      roles: [role.id, byRole.id],
    });
    const list = (await (await signInAdmin(app, email)).get(base).expect(200)).body;
    expect(list.data.map(({ documentId }: Registration) => documentId)).toEqual([foreign.documentId]);
  });

  test('reaches no registration through any other admin route', async () => {
    const uids = ['registration', 'registration-event', 'outbox-mail'].map(
      (name) => `plugin::rn-subscriptions.${name}`
    );
    const paths = [
      ...uids.flatMap((uid) => [
        `/content-manager/collection-types/${uid}`,
        `/content-manager/collection-types/${uid}/${foreign.documentId}`,
        `/content-manager/collection-types/${uid}/actions/countDraftRelations`,
        `/content-manager/relations/${uid}/account`,
        `/content-manager/relations/${uid}/${foreign.documentId}/account?populate=*`,
      ]),
      `/content-manager/collection-types/plugin::rn-subscriptions.mediatheque`,
      `/content-manager/collection-types/plugin::users-permissions.user`,
      '/users-permissions/roles',
      '/admin/users',
    ];
    for (const path of paths) {
      const answer = await librarian.get(path);
      expect([path, [403, 404].includes(answer.status)]).toEqual([path, true]);
      expect(answer.text).not.toContain(CANARY);
    }
    await librarian
      .put(`/content-manager/collection-types/${uids[0]}/${foreign.documentId}`, { lastName: 'Volé' })
      .expect(404);
    await librarian.post(`/content-manager/collection-types/${uids[0]}`, { lastName: 'Volé' }).expect(404);
    await librarian.post(`/content-manager/collection-types/${uids[0]}/clone/${foreign.documentId}`, {}).expect(404);
    await librarian
      .post(`/content-manager/collection-types/${uids[0]}/actions/bulkDelete`, { documentIds: [foreign.documentId] })
      .expect(404);
    await librarian
      .put(`/content-manager/collection-types/plugin::rn-subscriptions.mediatheque/${others.documentId}`, {
        librarians: { connect: [{ id: librarian.id }] },
      })
      .expect(403);
    await librarian.post('/email', { to: 'x@example.com', subject: 'x', text: 'x' }).expect(403);
  });

  test('is the only one beside coordinators to reach the page’s routes', async () => {
    const routes = [
      '/rn-subscriptions/me',
      base,
      `${base}/export`,
      `${base}/${foreign.documentId}`,
      `${base}/${foreign.documentId}/mails`,
    ];
    for (const route of routes) {
      await app.http().get(route).expect(401);
      await editor.get(route).expect(403);
      await coordinator.get(route).expect(200);
      await otherLibrarian.get(route).expect(200);
    }
    await app.http().put(`${base}/${foreign.documentId}`).send({}).expect(401);
    await editor.put(`${base}/${foreign.documentId}`, {}).expect(403);
  });
});
