import { oneLine } from '../../src/plugins/rn-subscriptions/shared/invisible-text';
import { startApp, type App } from '../helpers/app';
import { mailSaying, NO_ADDRESSES, REFUSED, stopWithoutAWord, UNREADABLE, WORDS } from '../helpers/hostile-words';
import { makeAdmin, makeMediatheque, makePatron, signUp, type Admin, type Mediatheque } from '../helpers/people';

const CONTENTS = '/content-manager/collection-types/plugin::rn-subscriptions';

let app: App;
let mediatheque: Mediatheque;
let editor: Admin;
let coordinator: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  editor = await makeAdmin(app, { role: 'rn-editor' });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
});
afterAll(() => stopWithoutAWord(app));

type ContentManagerRefusal = {
  body: { error: { message: string; details: { errors?: { path: string[]; message: string }[] } } };
};

describe('in the records that editors and coordinators keep', () => {
  const makeLibrary = (record: object) =>
    editor.post(`${CONTENTS}.mediatheque`, { name: 'Médiathèque', city: 'Beauvais', active: true, ...record });
  const libraryOf = (code: string) =>
    app.strapi.db.query('plugin::rn-subscriptions.mediatheque').findOne({ where: { code } });
  /** Which field the Content Manager, or the hook behind it, finds fault with. */
  const faultOf = ({ body }: ContentManagerRefusal): string =>
    body.error.details.errors?.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ??
    body.error.message;

  test.each(Object.entries({ ...WORDS, ...REFUSED }))(
    '%s in a library’s name is text on one line, in the lists and in the mails',
    async (kind, words) => {
      const code = `H-${kind}`.slice(0, 40);
      const email = `biblio-${kind.toLowerCase()}@example.org`;
      const record = { code, name: words, city: words.slice(0, 100), address: words.slice(0, 300), email };
      const created = await makeLibrary(record);
      if (kind === 'nul' || kind === 'long') {
        expect([created.status, faultOf(created)]).toEqual([
          400,
          kind === 'nul' ? UNREADABLE : 'name: name must be at most 200 characters',
        ]);
        return expect(await libraryOf(code)).toBeNull();
      }
      expect(created.status).toBe(201);
      const given = (await editor.get(`${CONTENTS}.mediatheque/${created.body.data.documentId}`).expect(200)).body.data;
      expect(given).toMatchObject({
        code,
        name: oneLine(words),
        city: oneLine(record.city),
        address: record.address,
        email,
        label: `${oneLine(record.city)} — ${oneLine(words)}`,
      });
      if (kind in WORDS) expect(given.name).toBe(words);
      const listed = await app.http().get(`/api/rn-subscriptions/mediatheques`).expect(200);
      const found = listed.body.data.find(
        ({ documentId }: { documentId: string }) => documentId === created.body.data.documentId
      );
      expect(found).toMatchObject({ name: oneLine(words), label: given.label });
      expect(found.label).not.toMatch(/[\r\n\t]/);

      const patron = `chez-${kind.toLowerCase()}@example.com`;
      await signUp(app, found, { email: patron }).expect(202);
      const mail = await mailSaying(app, email, 'Nouvelle demande');
      expect(mail.receivers).toEqual([email]);
      expect(mail.headers.has('bcc')).toBe(false);
      expect(mail.html).not.toMatch(/<img|<script/);
      expect(mail.text).toContain(found.label);
      expect(mail.raw).not.toContain(process.env.JWT_SECRET!);
    }
  );

  test.each([...Object.keys(NO_ADDRESSES), 'a@example.org '])('%j is no address of a library', async (email) => {
    const code = 'A-address';
    const refused = await makeLibrary({ code, email });
    expect(refused.status).toBe(400);
    expect(faultOf(refused)).toMatch(
      /^email: email must be (a valid email|at most 254 characters)$|^Écrivez une adresse e-mail complète/
    );
    expect(await libraryOf(code)).toBeNull();
  });

  test('the same record with an address is kept', async () => {
    await makeLibrary({ code: 'A-address', email: 'a@example.org' }).then(({ status }) => expect(status).toBe(201));
    expect((await libraryOf('A-address')).email).toBe('a@example.org');
  });

  test('a mail’s wording is text: it runs nothing, includes nothing, and adds no header', async () => {
    const template = (data: object) =>
      coordinator.post(`${CONTENTS}.mail-template`, {
        kind: 'account-link',
        language: 'fr',
        subject: 'Objet',
        body: '{{accountLink}}',
        ...data,
      });
    for (const body of [
      '{{{networkName}}}',
      '{{&networkName}}',
      '{{>x}}',
      '{{=<% %>=}}',
      '{{constructor}}',
      '{{#a}}x',
      '{{__proto__}}',
    ]) {
      expect(faultOf(await template({ body }).expect(400))).toMatch(
        /^Ce modèle contient « .+ », qui n’est pas reconnu\./
      );
    }
    const words = `<%= process.env.JWT_SECRET %> \${1} <script>alert(1)</script> =1+1`;
    await template({
      subject: `Objet\r\nBcc: vole@example.org ${words}`.slice(0, 140),
      body: `${words} {{accountLink}}`,
    }).expect(201);
    const { email } = await makePatron(app, mediatheque);
    await signUp(app, mediatheque, { email, firstName: 'Zoé' }).expect(202);
    const mail = await mailSaying(app, email, 'Objet Bcc: vole@example.org');
    expect(mail.receivers).toEqual([email]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.text).toContain(words);
    expect(mail.html).not.toContain('<script');
    expect(mail.raw).not.toContain(process.env.JWT_SECRET!);
  });
});
