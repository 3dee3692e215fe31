import { parse } from 'csv-parse/sync';
import { oneLine } from '../../src/plugins/rn-subscriptions/shared/invisible-text';
import { startApp, type App } from '../helpers/app';
import {
  makeAdmin,
  makeMediatheque,
  openAccount,
  PASSWORD,
  saveOf,
  signInPatron,
  signUpData,
  storedRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import type { ReceivedMail } from '../helpers/smtp';

/** Stands in every hostile text, to be looked for where none may be. */
const MARK = 'zqhostile';

/** Words that a person may have, however odd: they come out as they went in, as text. */
const WORDS: Record<string, string> = {
  emoji: `Zoé ${MARK} 👩‍👩‍👧`,
  combiningMarks: `E\u0301le\u0300ne ${MARK} z\u0351\u036b\u0343`,
  lodashTemplate: `<%= process.env.JWT_SECRET %> ${MARK}`,
  mustache: `{{reason}}{{{networkName}}}{{>x}} ${MARK}`,
  templateLiteral: '${process.env.JWT_SECRET} ' + MARK,
  html: `<img src=x onerror="alert('1')"> & ${MARK}`,
  formula: `=HYPERLINK("http://example.org";"${MARK}")`,
  plus: `+1+${MARK}`,
  minus: `-1+${MARK}`,
  at: `@SUM(${MARK})`,
  twoAddresses: `a@b.c, d@e.f ${MARK}`,
  quotesAndSeparators: `"${MARK}";'\\x'`,
};

/** Words that hide, turn round, break a line or fill the disk: refused by field. */
const REFUSED: Record<string, string> = {
  lineBreak: `Dupont\r\nBcc: vole@example.org ${MARK}`,
  lineFeed: `Dupont\n${MARK}`,
  nul: `Du\u0000pont ${MARK}`,
  rightToLeft: `\u202e${MARK}`,
  innerTab: `a\t=1+${MARK}`,
  long: MARK.repeat(200),
};

/** What is no address, and the code that sign-up says so with. */
const NO_ADDRESSES: Record<string, string> = {
  ...Object.fromEntries(
    [
      'a@b.c, d@e.f',
      'a@example.org;b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '"a b"@example.org',
      '"a\\"@example.org',
      '<a@example.org>',
      'Nom <a@example.org>',
      '{{x}}@example.org',
      'a@[127.0.0.1]',
    ].map((text) => [text, 'invalidEmail'])
  ),
  [`=1@${'x'.repeat(250)}.org`]: 'tooLong',
};

const NAMES = ['lastName', 'firstName', 'cardNumber'] as const;
/** A child: its guardian's name is one more text that people type. */
const ofChild = (text: string) => ({
  birthDate: `${new Date().getFullYear() - 8}-03-02`,
  guardianName: text,
  guardianWording: '1',
});
const named = (text: string) => Object.fromEntries(NAMES.map((name) => [name, text]));
const stays = (text: string) => text.trim().normalize('NFC');
const escaped = (text: string) =>
  stays(text).replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]!
  );

const SIGN_UP = '/api/rn-subscriptions/registrations';
const LIST = '/rn-subscriptions/registrations';
const CONTENTS = '/content-manager/collection-types/plugin::rn-subscriptions';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;
let editor: Admin;
let coordinator: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  editor = await makeAdmin(app, { role: 'rn-editor' });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
});
afterAll(async () => {
  // A log is read in a terminal and kept for months: no word of anybody's, and no line that somebody else wrote.
  const logged = app.logs();
  await app.stop();
  expect(logged).not.toContain(MARK);
});

/** One receiver, whatever the words; no header of theirs; and the words in text and HTML as words. */
const expectMail = (mail: ReceivedMail, receiver: string, words: string) => {
  expect(mail.receivers).toEqual([receiver]);
  expect([mail.to].flat().flatMap((to) => to!.value.map(({ address }) => address))).toEqual([receiver]);
  for (const name of ['cc', 'bcc']) expect(mail.headers.has(name)).toBe(false);
  expect(mail.text).toContain(stays(words));
  expect(mail.html).toContain(escaped(words));
  expect(mail.html).not.toMatch(/<img|<script/);
  for (const secret of [process.env.JWT_SECRET!, process.env.ADMIN_JWT_SECRET!]) expect(mail.raw).not.toContain(secret);
};

const mailTo = (receiver: string, says: RegExp | string) =>
  app.smtp.waitFor(
    (mail) =>
      mail.receivers.includes(receiver) &&
      (typeof says === 'string'
        ? `${mail.subject}\n${mail.text}`.includes(says)
        : says.test(`${mail.subject}\n${mail.text}`))
  );

describe.each(Object.entries(WORDS))('%s in every name', (kind, words) => {
  const email = `${kind.toLowerCase()}@example.com`;
  let documentId: string;

  test('signs up, and is text in both mails', async () => {
    await app
      .http()
      .post(SIGN_UP)
      .send(signUpData(mediatheque, { ...named(words), ...ofChild(words), email }))
      .expect(202);
    expectMail(await mailTo(email, 'bien arrivée'), email, words);
    const toLibrary = await mailTo(mediatheque.email, stays(words));
    expectMail(toLibrary, mediatheque.email, words);
    expect(toLibrary.subject).toBe(`Nouvelle demande d’inscription : ${stays(words)} ${stays(words)}`);
    documentId = (await app.strapi.db.query('plugin::rn-subscriptions.registration').findOne({ where: { email } }))
      .documentId;
    await openAccount(app, email);
  });

  test('is the same in every answer, and no formula in the export', async () => {
    const patron = await signInPatron(app, email);
    const mine = await patron.put(`${SIGN_UP}/mine/${documentId}`, named(words)).expect(200);
    expect(mine.body.data).toMatchObject({ ...named(stays(words)), guardian: { name: stays(words) } });

    const { body } = await librarian.get(`${LIST}/${documentId}`).expect(200);
    expect(body.data).toMatchObject({ ...named(stays(words)), guardianName: stays(words) });
    const { refusalReason: _none, ...save } = saveOf(await storedRegistration(app, documentId), named(words)) as Record<
      string,
      unknown
    >;
    const saved = await librarian.put(`${LIST}/${documentId}`, save).expect(200);
    expect(saved.body.data).toMatchObject(named(stays(words)));
    expect(saved.headers['content-type']).toMatch(/^application\/json/);
    expect(saved.headers['x-content-type-options']).toBe('nosniff');

    const csv = await librarian.get(`${LIST}/export?search=${encodeURIComponent(MARK)}`).expect(200);
    const rows: string[][] = parse(csv.text, { delimiter: ';', bom: true, relax_column_count: false });
    const [row] = rows.filter((cells) => cells[2] === email || cells[2] === `'${email}`);
    const cell = /^[=+\-@\t\r]/.test(stays(words)) ? `'${stays(words)}` : stays(words);
    expect([row[0], row[1], row[3], row[9]]).toEqual([cell, cell, cell, cell]);
    for (const cells of rows) for (const one of cells) expect(one).not.toMatch(/^[=+\-@\t\r]/);
  });

  test('is the reason of a refusal, as text', async () => {
    const refused = saveOf(await storedRegistration(app, documentId), {
      ...named('Dupont'),
      state: 'refused',
      refusalReason: `${words}\r\nBcc: vole@example.org`,
    });
    await librarian.put(`${LIST}/${documentId}`, refused).expect(200);
    const mail = await mailTo(email, 'refusée pour la raison suivante');
    expect(mail.receivers).toEqual([email]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.text!.normalize('NFC')).toContain(`${stays(words)}\nBcc: vole@example.org`);
    expect(mail.html).not.toMatch(/<img|<script/);
  });
});

const UNREADABLE = 'Un texte de la requête contient des caractères illisibles.';
const codeOf = (kind: string) => (kind === 'long' ? 'tooLong' : 'controlCharacters');
/** The problems that an answer of ours names, or its sentence where it is about the whole request. */
const problemsOf = ({ body }: { body: any }): string[] | string =>
  body.error.details.errors?.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`).sort() ??
  body.error.message;
const registrations = () => app.strapi.db.query('plugin::rn-subscriptions.registration').count();

describe('what hides, turns round, breaks a line or is too long', () => {
  test.each(Object.entries({ ...REFUSED, harmless: 'Lefèvre' }))(
    '%s in every name is refused by sign-up and by the librarian’s save for just that',
    async (kind, words) => {
      const [before, email] = [await registrations(), `refuse-${kind.toLowerCase()}@example.com`];
      const signUp = await app
        .http()
        .post(SIGN_UP)
        .send(signUpData(mediatheque, { ...named(words), ...ofChild(words), email }));
      const { documentId } = await app.strapi.db
        .query('plugin::rn-subscriptions.registration')
        .findOne({ where: { email: 'emoji@example.com' } });
      const stored = await storedRegistration(app, documentId);
      const saved = await librarian.put(`${LIST}/${documentId}`, saveOf(stored, named(words)));
      if (kind === 'harmless') {
        expect([signUp.status, saved.status, await registrations()]).toEqual([202, 200, before + 1]);
        return expect(saved.body.data).toMatchObject(named(words));
      }
      expect([signUp.status, saved.status, await registrations()]).toEqual([400, 400, before]);
      const expected = (fields: readonly string[]) =>
        kind === 'nul' ? UNREADABLE : fields.map((field) => `${field} ${codeOf(kind)}`).sort();
      expect(problemsOf(signUp)).toEqual(expected([...NAMES, 'guardianName']));
      expect(problemsOf(saved)).toEqual(expected(NAMES));
      expect(`${signUp.text}${saved.text}`).not.toContain(MARK);
      expect(await storedRegistration(app, documentId)).toEqual(stored);
    }
  );

  test('100 kB are refused at once, wherever they stand', async () => {
    const long = MARK.repeat(11_000);
    await app
      .http()
      .post(SIGN_UP)
      .send(signUpData(mediatheque, { lastName: long }))
      .expect(413);
    await app
      .http()
      .post('/api/rn-subscriptions/account-links/open')
      .send({ token: 'a'.repeat(43), password: long })
      .expect(413);
    // What is small enough to be read is refused for its field.
    expect(
      problemsOf(
        await app
          .http()
          .post(SIGN_UP)
          .send(signUpData(mediatheque, { lastName: MARK.repeat(1000) }))
          .expect(400)
      )
    ).toEqual(['lastName tooLong']);
    const { documentId } = await app.strapi.db
      .query('plugin::rn-subscriptions.registration')
      .findOne({ where: { email: 'emoji@example.com' } });
    const refusal = async (refusalReason: string) =>
      librarian.put(
        `${LIST}/${documentId}`,
        saveOf(await storedRegistration(app, documentId), { state: 'refused', refusalReason })
      );
    expect(problemsOf(await refusal(long))).toEqual(['refusalReason tooLong']);
    for (const path of [LIST, '/api/rn-subscriptions/mediatheques']) {
      expect(
        problemsOf(
          await librarian
            .get(path)
            .query({ search: 'a'.repeat(10_000) })
            .expect(400)
        )
      ).toEqual(['search tooLong']);
      await librarian
        .get(path)
        .query({ search: 'a'.repeat(100) })
        .expect(200);
    }
  });

  test.each(Object.entries(NO_ADDRESSES))('%j is no address of a patron', async (email, code) => {
    const before = await registrations();
    expect(problemsOf(await app.http().post(SIGN_UP).send(signUpData(mediatheque, { email })).expect(400))).toEqual([
      `email ${code}`,
    ]);
    expect(await registrations()).toBe(before);
  });

  test('an address with a space after it is the address without it', async () => {
    await app
      .http()
      .post(SIGN_UP)
      .send(signUpData(mediatheque, { email: 'a@example.org ' }))
      .expect(202);
    expect((await mailTo('a@example.org', 'bien arrivée')).receivers).toEqual(['a@example.org']);
  });
});

describe('in the records that editors and coordinators keep', () => {
  const makeLibrary = (record: object) =>
    editor.post(`${CONTENTS}.mediatheque`, { name: 'Médiathèque', city: 'Beauvais', active: true, ...record });
  const libraryOf = (code: string) =>
    app.strapi.db.query('plugin::rn-subscriptions.mediatheque').findOne({ where: { code } });
  /** Which field the Content Manager, or the hook behind it, finds fault with. */
  const faultOf = ({ body }: { body: any }): string =>
    body.error.details.errors
      ?.map(({ path, message }: { path: string[]; message: string }) => `${path.join('.')}: ${message}`)
      .join('; ') ?? body.error.message;

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
      await app
        .http()
        .post(SIGN_UP)
        .send(signUpData(found, { email: patron }))
        .expect(202);
      const mail = await mailTo(email, /Nouvelle demande/);
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
    const email = 'emoji@example.com';
    await app.http().post(SIGN_UP).send(signUpData(mediatheque, { email })).expect(202);
    const mail = await mailTo(email, 'Objet Bcc: vole@example.org');
    expect(mail.receivers).toEqual([email]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.text).toContain(words);
    expect(mail.html).not.toContain('<script');
    expect(mail.raw).not.toContain(process.env.JWT_SECRET!);
  });
});

test('an address that cannot be decoded, and words for a password, are answered and not logged', async () => {
  for (const path of ['/content-manager/%E0%A4%A', `/%ff${MARK}`, `/api/rn-subscriptions/registrations/mine/%00`]) {
    await librarian.get(path).expect(404);
  }
  const signIn = (identifier: string) => app.http().post('/api/auth/local').send({ identifier, password: PASSWORD });
  expect((await signIn(`${MARK}\r\n@example.org`).expect(400)).body.error.message).toBe(
    'Invalid identifier or password'
  );
  const { body } = await signIn('plus@example.com').expect(200);
  expect(body.user.email).toBe('plus@example.com');
});
