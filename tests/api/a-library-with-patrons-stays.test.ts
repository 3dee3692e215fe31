import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { makeAdmin, makeMediatheque, makeRegistration, signUpData, type Admin } from '../helpers/people';

const LIBRARY = 'plugin::rn-subscriptions.mediatheque';
const REGISTRATION = 'plugin::rn-subscriptions.registration';
const CONTENTS = `/content-manager/collection-types/${LIBRARY}`;

let app: App;
let editor: Admin;

beforeAll(async () => {
  app = await startApp();
  editor = await makeAdmin(app, { role: 'rn-editor' });
});
afterAll(() => app.stop());

const isThere = async ({ documentId }: { documentId: string }) =>
  (await app.strapi.db.query(LIBRARY).count({ where: { documentId } })) === 1;

test('an editor deletes one that has none; of one that has, a sentence says what to do instead', async () => {
  const [used, empty] = [await makeMediatheque(app), await makeMediatheque(app)];
  await makeRegistration(app, used);
  const refused = await editor.delete(`${CONTENTS}/${used.documentId}`).expect(400);
  expect(refused.body.error.message).toBe(
    'Cette médiathèque a des abonnés : désactivez-la (« active » : non) au lieu de la supprimer.'
  );
  await editor.post(`${CONTENTS}/actions/bulkDelete`, { documentIds: [empty.documentId, used.documentId] }).expect(400);
  // A script does not get round it either.
  await expect(
    app.strapi.db.query(LIBRARY).deleteMany({ where: { documentId: { $in: [empty.documentId, used.documentId] } } })
  ).rejects.toMatchObject({ message: expect.stringContaining('désactivez-la') });
  expect([await isThere(used), await isThere(empty)]).toEqual([true, true]);
  await editor.delete(`${CONTENTS}/${empty.documentId}`).expect(200);
  expect(await isThere(empty)).toBe(false);
});

test('neither does it take another’s id from the body of a save: its patrons would be another library’s', async () => {
  const [one, other] = [await makeMediatheque(app), await makeMediatheque(app)];
  await makeRegistration(app, one);
  await editor
    .put(`${CONTENTS}/${one.documentId}`, { documentId: 'aaaaaaaaaaaaaaaaaaaaaaaa', city: 'Ailleurs' })
    .expect(200);
  await editor.put(`${CONTENTS}/${other.documentId}`, { documentId: one.documentId }).expect(200);
  expect(await app.strapi.db.query(LIBRARY).findOne({ where: { documentId: one.documentId } })).toMatchObject({
    city: 'Ailleurs',
    email: one.email,
  });
  expect(await isThere(other)).toBe(true);
});

test('one that is deleted while its first patron is being written is gone, or has the patron; never both', async () => {
  for (let round = 0; round < 6; round += 1) {
    const library = await makeMediatheque(app);
    const person = signUpData(library);
    const ended = await Promise.allSettled([
      documentsOf(app, REGISTRATION).create({ data: person }),
      documentsOf(app, LIBRARY).delete({ documentId: library.documentId }),
    ]);
    const patrons = await app.strapi.db.query(REGISTRATION).count({ where: { mediatheque: library.documentId } });
    expect([ended.filter(({ status }) => status === 'fulfilled').length, await isThere(library)]).toEqual([
      1,
      patrons === 1,
    ]);
  }
});
