import type { AddressChange } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { makeAdmin, makeMediatheque, makePatron, type Admin, type Mediatheque } from '../helpers/people';

const UID = 'plugin::rn-subscriptions.mediatheque';
const PATH = `/content-manager/collection-types/${UID}`;
const PICKER = `/content-manager/relations/${UID}/roles`;

let app: App;
let mediatheque: Mediatheque;
let editor: Admin;
let coordinator: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon', email: 'noyon@example.org' });
  editor = await makeAdmin(app, { role: 'rn-editor' });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
});
afterAll(() => app.stop());

const roleOf = (code: string) => app.strapi.db.query('admin::role').findOne({ where: { code } });
const rolesOf = async ({ documentId }: Mediatheque) =>
  (await app.strapi.db.query(UID).findOne({ where: { documentId }, populate: ['roles'] })).roles.map(
    ({ code }: { code: string }) => code
  );

describe('a role that people of every library hold', () => {
  test.each(['rn-librarian', 'rn-coordinator', 'rn-editor', 'strapi-super-admin', 'strapi-editor'])(
    '%s is refused with a sentence, by whatever door it is written',
    async (code) => {
      const { id, documentId, name } = await roleOf(code);
      for (const roles of [
        { connect: [{ id }] },
        { connect: [{ documentId }] },
        { set: [{ id }] },
        [id],
        [documentId],
      ]) {
        const answer = await editor.put(`${PATH}/${mediatheque.documentId}`, { roles });
        expect([answer.status, answer.body.error.message.replaceAll('\u00a0', ' ')]).toEqual([
          400,
          expect.stringContaining(`Le rôle « ${name} » ouvrirait cette médiathèque à tous ceux qui le portent`),
        ]);
        await expect(
          documentsOf(app, UID).update({ documentId: mediatheque.documentId, data: { roles } })
        ).rejects.toThrow(name);
      }
      await editor
        .post(PATH, {
          code: `N-${code}`,
          name: 'Médiathèque',
          city: 'Noyon',
          active: true,
          roles: { connect: [{ id }] },
        })
        .expect(400);
      expect(await rolesOf(mediatheque)).toEqual([]);
    }
  );

  test('is not offered by the picker, while a role of the library’s own is, and is taken', async () => {
    const own = await app.strapi
      .service('admin::role')
      .create({ name: 'Équipe de Noyon', code: 'equipe-de-noyon', description: '' });
    for (const query of ['', '?_q=o', `?idsToOmit[0]=999`]) {
      const { results } = (await editor.get(`${PICKER}${query}`).expect(200)).body;
      expect(results.map(({ name }: { name: string }) => name)).toEqual(['Équipe de Noyon']);
    }
    await editor.put(`${PATH}/${mediatheque.documentId}`, { roles: { connect: [{ id: own.id }] } }).expect(200);
    expect(await rolesOf(mediatheque)).toEqual(['equipe-de-noyon']);
  });

  test('that was written past the rules opens nothing, and the self-check says so', async () => {
    const [other, librarian, role] = [
      await makeMediatheque(app),
      await makeAdmin(app, { role: 'rn-librarian' }),
      await roleOf('rn-librarian'),
    ];
    await makePatron(app, other);
    const row = await app.strapi.db.query(UID).findOne({ where: { documentId: other.documentId } });
    const links = () => app.sql('rn_mediatheques_roles_lnk');
    await links().insert({ mediatheque_id: row.id, role_id: role.id });
    expect((await librarian.get('/rn-subscriptions/registrations').expect(200)).body.data).toEqual([]);
    const problems = () => app.strapi.plugin('rn-subscriptions').service('selfCheck').problems();
    expect(await problems()).toEqual([
      `the library “${other.label}” names the role “Bibliothécaire”, which people of every library hold: take it out of the library’s roles, and name a role of its own, or its librarians.`,
    ]);
    await links().where({ role_id: role.id }).delete();
    expect(await problems()).toEqual([]);
  });
});

describe('a library’s generic address that is changed', () => {
  const changes = async () =>
    (await coordinator.get('/rn-subscriptions/mediatheques/address-changes').expect(200)).body.data;
  const noticeTo = (address: string) =>
    app.smtp.waitFor(
      ({ receivers, subject }) => receivers[0] === address && subject?.includes('ne reçoit plus les demandes') === true
    );

  test('is told to the old one, which learns whom to call, and kept with who did it', async () => {
    await editor
      .put(`${PATH}/${mediatheque.documentId}`, { email: 'ailleurs@example.org', addressChanges: [] })
      .expect(200);
    const mail = await noticeTo('noyon@example.org');
    expect(mail.receivers).toEqual(['noyon@example.org']);
    expect(mail.text).toContain(`vient d’être changée`);
    expect(mail.text).toContain('Elles arrivent désormais à l’adresse ailleurs@example.org.');
    expect(mail.text).toMatch(/Appelez tout de suite le réseau, ou répondez à cet e-mail/);
    expect(mail.raw).toMatch(/^Reply-To: .*reseau@example\.org/im);
    expect(await changes()).toEqual([
      {
        at: expect.any(String),
        mediatheque: { documentId: mediatheque.documentId, label: mediatheque.label },
        from: 'noyon@example.org',
        to: 'ailleurs@example.org',
        actorName: 'Agent rn-editor',
      },
    ]);
  });

  test('to none goes to the network, says the mail; the same address, and other changes, tell nobody', async () => {
    await documentsOf(app, UID).update({
      documentId: mediatheque.documentId,
      data: { email: 'ailleurs@example.org', postalCode: '60400' },
    });
    await documentsOf(app, UID).update({ documentId: mediatheque.documentId, data: { email: null } });
    expect((await noticeTo('ailleurs@example.org')).text).toContain('Aucune nouvelle adresse');
    expect((await changes()).map(({ from, to, actorName }: AddressChange) => [from, to, actorName])).toEqual([
      ['ailleurs@example.org', null, null],
      ['noyon@example.org', 'ailleurs@example.org', 'Agent rn-editor'],
    ]);
    expect(app.smtp.mails.filter(({ subject }) => subject?.includes('ne reçoit plus'))).toHaveLength(2);
  });

  test('is history that only those see who see the whole network, and nobody writes', async () => {
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    await librarian.get('/rn-subscriptions/mediatheques/address-changes').expect(403);
    await editor.get('/rn-subscriptions/mediatheques/address-changes').expect(403);
    expect((await editor.get(`${PATH}/${mediatheque.documentId}`).expect(200)).text).not.toContain(
      'ailleurs@example.org'
    );
    expect(await changes()).toHaveLength(2);
  });
});
