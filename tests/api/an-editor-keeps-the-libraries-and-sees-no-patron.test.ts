import { startApp, type App } from '../helpers/app';
import { personOfCanary } from '../helpers/canary';
import { makeAdmin, makeMediatheque, makePatron, type Admin, type Mediatheque } from '../helpers/people';

/** Planted in every personal field of a patron. */
const CANARY = 'zqcanari';

let app: App;
let others: Mediatheque;
let librarian: Admin;
let editor: Admin;

beforeAll(async () => {
  app = await startApp();
  others = await makeMediatheque(app, { city: 'Ailleurs' });
  librarian = await makeAdmin(app, { role: 'rn-librarian' });
  editor = await makeAdmin(app, { role: 'rn-editor' });
  await makePatron(app, others, personOfCanary(CANARY));
});
afterAll(() => app.stop());

describe('an editor', () => {
  test('keeps the library records and sees no secret of an admin user through the relation pickers', async () => {
    const path = '/content-manager/collection-types/plugin::rn-subscriptions.mediatheque';
    const created = (
      await editor
        .post(path, { code: 'NEUF', name: 'Médiathèque', city: 'Neuville', email: 'neuf@example.org', active: true })
        .expect(201)
    ).body.data;
    expect(created.label).toBe('Neuville — Médiathèque');
    const renamed = await editor
      .put(`${path}/${created.documentId}`, { city: 'Vieuxville', librarians: { connect: [{ id: librarian.id }] } })
      .expect(200);
    expect(renamed.body.data.label).toBe('Vieuxville — Médiathèque');

    const relations = '/content-manager/relations/plugin::rn-subscriptions.mediatheque';
    for (const picker of [
      `${relations}/librarians`,
      `${relations}/${created.documentId}/librarians`,
      `${relations}/roles`,
    ]) {
      for (const query of [
        'populate=*',
        'fields=*',
        'fields[0]=password',
        'populate[roles][populate]=*',
        'populate[users]=*',
      ]) {
        const { text } = await editor.get(`${picker}?${query}`);
        expect(text).not.toMatch(/\$2[aby]\$/);
      }
    }
    const found = await editor.get(`${relations}/librarians?_q=${librarian.email}`).expect(200);
    expect(found.body.results.map(({ email }: { email: string }) => email)).toEqual([librarian.email]);
    for (const type of [
      'admin::user',
      'admin::role',
      'plugin::rn-subscriptions.registration',
      'plugin%3A%3Arn-subscriptions.registration',
    ]) {
      await editor
        .get(`/content-manager/collection-types/${type}?filters[password][$startsWith]=$2&sort=password`)
        .expect(404);
    }
    await editor.delete(`${path}/${created.documentId}`).expect(200);
    const refused = await editor.delete(`${path}/${others.documentId}`).expect(400);
    expect(refused.body.error.message).toContain('désactivez-la');
  });

  test('reaches no registration', async () => {
    await editor.get('/content-manager/collection-types/plugin::rn-subscriptions.registration').expect(404);
    const { text } = await editor.get(
      `/content-manager/collection-types/plugin::rn-subscriptions.mediatheque?populate=*`
    );
    expect(text).not.toContain(CANARY);
  });
});
