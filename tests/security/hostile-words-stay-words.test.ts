import { parse } from 'csv-parse/sync';
import { startApp, type App } from '../helpers/app';
import { mailSaying, MARK, named, ofChild, stays, stopWithoutAWord, WORDS } from '../helpers/hostile-words';
import {
  makeAdmin,
  makeMediatheque,
  openAccount,
  saveOf,
  signIn,
  signInPatron,
  signUp,
  storedRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import type { ReceivedMail } from '../helpers/smtp';

const SIGN_UP = '/api/rn-subscriptions/registrations';
const LIST = '/rn-subscriptions/registrations';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => stopWithoutAWord(app));

const escaped = (text: string) =>
  stays(text).replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]!
  );

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

describe.each(Object.entries(WORDS))('%s in every name', (kind, words) => {
  const email = `${kind.toLowerCase()}@example.com`;
  let documentId: string;

  test('signs up, and is text in both mails', async () => {
    await signUp(app, mediatheque, { ...named(words), ...ofChild(words), email }).expect(202);
    expectMail(await mailSaying(app, email, 'bien arrivée'), email, words);
    const toLibrary = await mailSaying(app, mediatheque.email, stays(words));
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
    const mail = await mailSaying(app, email, 'refusée pour la raison suivante');
    expect(mail.receivers).toEqual([email]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.text!.normalize('NFC')).toContain(`${stays(words)}\nBcc: vole@example.org`);
    expect(mail.html).not.toMatch(/<img|<script/);
  });
});

test('an address that cannot be decoded, and words for a password, are answered and not logged', async () => {
  for (const path of ['/content-manager/%E0%A4%A', `/%ff${MARK}`, `/api/rn-subscriptions/registrations/mine/%00`]) {
    await librarian.get(path).expect(404);
  }
  expect((await signIn(app, `${MARK}\r\n@example.org`).expect(400)).body.error.message).toBe(
    'Invalid identifier or password'
  );
  const { body } = await signIn(app, 'plus@example.com').expect(200);
  expect(body.user.email).toBe('plus@example.com');
});
