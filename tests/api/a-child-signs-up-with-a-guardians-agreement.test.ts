import { parse } from 'csv-parse/sync';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  saveOf,
  signInPatron,
  signUpData,
  storedRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import type { Refusal } from '../helpers/problems';

const SIGN_UP = '/api/rn-subscriptions/registrations';
const MINE = `${SIGN_UP}/mine`;
const today = todayInParis();
/** Fifteen today, and in some years. */
const [OF_AGE, MINOR] = [addMonths(today, -15 * 12), `${Number(today.slice(0, 4)) - 10}-03-02`];
const GUARDIAN = { guardianName: 'Jeanne Dupont', guardianWording: '1' };
const NOBODY = { guardianName: null, guardianAgreedOn: null, guardianWording: null };

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const signUp = (data: object) =>
  app
    .http()
    .post(SIGN_UP)
    .send(signUpData(mediatheque, { firstName: 'Élodie', ...data }));
const codesOf = ({ body }: Refusal) =>
  Object.fromEntries(body.error.details.errors.map(({ field, code }) => [field, code]));
const at = (documentId: string) => `/rn-subscriptions/registrations/${documentId}`;
const makeChild = async (data: object = {}) => {
  const child = await makePatron(app, mediatheque, { firstName: 'Élodie', birthDate: MINOR, ...GUARDIAN, ...data });
  return { child, ...(await signInPatron(app, child.email)) };
};

test('the page is told the age and the wording, in the reader’s language', async () => {
  const terms = async (language: string) =>
    (await app.http().get('/api/rn-subscriptions/sign-up-terms').set('Accept-Language', language).expect(200)).body
      .data;
  expect(await terms('fr')).toEqual({
    minorAge: 15,
    timeZone: 'Europe/Paris',
    guardianWording: { version: '1', text: expect.stringContaining('J’exerce l’autorité parentale') },
  });
  expect((await terms('en')).guardianWording).toEqual({
    version: '1',
    text: expect.stringContaining('I hold parental authority'),
  });
});

describe('a sign-up', () => {
  test.each([
    [
      'of a child without an agreement',
      { birthDate: MINOR },
      { guardianName: 'guardianNeeded', guardianWording: 'agreementNeeded' },
    ],
    [
      'of a child with a name only',
      { birthDate: MINOR, guardianName: 'Jeanne Dupont' },
      { guardianWording: 'agreementNeeded' },
    ],
    [
      'of a child with an agreement of nobody',
      { birthDate: MINOR, guardianName: ' ', guardianWording: '1' },
      { guardianName: 'required' },
    ],
    [
      'of a child with an agreement to another text',
      { birthDate: MINOR, ...GUARDIAN, guardianWording: '0' },
      { guardianWording: 'wordingChanged' },
    ],
    [
      'of a child with an agreement of another type',
      { birthDate: MINOR, ...GUARDIAN, guardianWording: true },
      { guardianWording: 'wrongType' },
    ],
    [
      'of who turns fifteen today, with a guardian',
      { birthDate: OF_AGE, ...GUARDIAN },
      { guardianName: 'guardianNotNeeded', guardianWording: 'guardianNotNeeded' },
    ],
    [
      'that dates its agreement itself',
      { birthDate: MINOR, ...GUARDIAN, guardianAgreedOn: '2020-01-01' },
      { guardianAgreedOn: 'unknownField' },
    ],
  ])('%s is refused by field', async (_what, data, codes) => {
    const before = await app.strapi.db.query('plugin::rn-subscriptions.registration').count();
    expect(codesOf(await signUp(data).expect(400))).toEqual(codes);
    expect(await app.strapi.db.query('plugin::rn-subscriptions.registration').count()).toBe(before);
  });

  test('is refused in the reader’s words', async () => {
    const { body } = await signUp({ birthDate: MINOR }).set('Accept-Language', 'en').expect(400);
    expect(body.error.details.errors[0].message).toBe('At this age the name of a parent or legal guardian is needed.');
  });

  test('of who turns fifteen today needs nobody', async () => {
    await signUp({ birthDate: OF_AGE }).expect(202);
  });

  test('of a child of a known address gets the same answers as of an unknown one', async () => {
    const { email } = await makePatron(app, mediatheque);
    const answersFor = async (address: string) =>
      Promise.all(
        [{ birthDate: MINOR }, { birthDate: MINOR, ...GUARDIAN }].map(async (data) => {
          const { status, body } = await signUp({ ...data, email: address });
          return { status, body };
        })
      );
    expect(await answersFor(email)).toEqual(await answersFor('personne-encore@example.com'));
  });

  test('with an agreement is stored with the day and the version, and told to library and guardian', async () => {
    const { child } = await makeChild();
    expect(await storedRegistration(app, child.documentId)).toMatchObject({ ...GUARDIAN, guardianAgreedOn: today });
    const toLibrary = await app.smtp.waitFor(
      (mail) =>
        mail.receivers[0] === mediatheque.email &&
        mail.text!.includes('Élodie') &&
        mail.text!.includes(child.documentId)
    );
    expect(toLibrary.text).toContain(
      'C’est un enfant : son inscription est demandée avec l’accord d’un parent ou responsable légal, Jeanne Dupont.'
    );
    const receipt = await app.smtp.mailTo(child.email);
    expect(receipt.text).toMatch(/^Bonjour Jeanne Dupont,/);
    expect(receipt.subject).toBe('La demande d’inscription pour Élodie Dupont aux ressources numériques');
    expect(receipt.to).toMatchObject({ value: [{ name: 'Jeanne Dupont', address: child.email }] });
  });
});

describe('the librarian', () => {
  test('sees who agreed, when and to what, in the window and in the export', async () => {
    const { child } = await makeChild({ lastName: 'Zyrian' });
    const { body } = await librarian.get(at(child.documentId)).expect(200);
    expect(body.data).toMatchObject({ ...GUARDIAN, guardianAgreedOn: today, minorAge: 15 });
    const csv = await librarian.get('/rn-subscriptions/registrations/export?search=zyrian').expect(200);
    const [header, row] = parse(csv.text, { delimiter: ';', bom: true }) as string[][];
    expect(row[header.indexOf('Responsable légal')]).toBe('Jeanne Dupont');
  });

  test('corrects a birth date to that of a child, and is not held up', async () => {
    const { documentId } = await makePatron(app, mediatheque);
    const opened = (await librarian.get(at(documentId)).expect(200)).body.data;
    const { body } = await librarian.put(at(documentId), saveOf(opened, { birthDate: MINOR })).expect(200);
    expect(body.data).toMatchObject({ birthDate: MINOR, ...NOBODY });
  });

  test('corrects a birth date to that of an adult, and the guardian goes, named in the history without a value', async () => {
    const { child } = await makeChild();
    const opened = (await librarian.get(at(child.documentId)).expect(200)).body.data;
    await librarian.put(at(child.documentId), saveOf(opened, { birthDate: '1984-05-17' })).expect(200);
    expect(await storedRegistration(app, child.documentId)).toMatchObject(NOBODY);
    const history = await librarian.get(`${at(child.documentId)}/history`).expect(200);
    expect(history.body.data[0].fields).toEqual(['birthDate', 'guardianName', 'guardianAgreedOn']);
    expect(history.text).not.toContain('Jeanne');
  });

  test('cannot name a guardian, nor take one away', async () => {
    const { child } = await makeChild();
    const opened = (await librarian.get(at(child.documentId)).expect(200)).body.data;
    const answer = await librarian
      .put(at(child.documentId), saveOf(opened, { guardianName: 'Vole', guardianWording: null }))
      .expect(400);
    expect(codesOf(answer)).toEqual({ guardianName: 'unknownField', guardianWording: 'unknownField' });
  });
});

describe('a patron who corrects a waiting request', () => {
  test('to that of a child brings an agreement', async () => {
    const { documentId, email } = await makePatron(app, mediatheque);
    const { put, get } = await signInPatron(app, email);
    const path = `${MINE}/${documentId}`;
    expect(codesOf(await put(path, { birthDate: MINOR }).expect(400))).toEqual({
      guardianName: 'guardianNeeded',
      guardianWording: 'agreementNeeded',
    });
    expect((await get(MINE)).body.data[0]).toMatchObject({ birthDate: '1984-05-17', guardian: null });
    const { body } = await put(path, { birthDate: MINOR, ...GUARDIAN }).expect(200);
    expect(body.data.guardian).toEqual({ name: 'Jeanne Dupont', agreedOn: today, wording: '1' });
  });

  test('of a child without an agreement, which a librarian may have left, brings one too', async () => {
    const { documentId, email } = await makePatron(app, mediatheque);
    const opened = (await librarian.get(at(documentId)).expect(200)).body.data;
    await librarian.put(at(documentId), saveOf(opened, { birthDate: MINOR })).expect(200);
    const { put } = await signInPatron(app, email);
    await put(`${MINE}/${documentId}`, { lastName: 'Durand' }).expect(400);
  });

  test('of a child keeps the agreement, unless somebody else gives one', async () => {
    const { child, put } = await makeChild();
    const path = `${MINE}/${child.documentId}`;
    expect((await put(path, { firstName: 'Léa', birthDate: MINOR }).expect(200)).body.data.guardian.name).toBe(
      'Jeanne Dupont'
    );
    expect(codesOf(await put(path, { guardianName: 'Paul Dupont' }).expect(400))).toEqual({
      guardianWording: 'agreementNeeded',
    });
    expect(
      (await put(path, { guardianName: 'Paul Dupont', guardianWording: '1' }).expect(200)).body.data.guardian.name
    ).toBe('Paul Dupont');
  });

  test('to that of an adult names nobody any longer', async () => {
    const { child, put } = await makeChild();
    const { body } = await put(`${MINE}/${child.documentId}`, { birthDate: '1984-05-17' }).expect(200);
    expect(body.data.guardian).toBeNull();
    expect(await storedRegistration(app, child.documentId)).toMatchObject(NOBODY);
  });
});

test('who has turned fifteen since reads the next mail in their own name', async () => {
  const { child } = await makeChild();
  // Past the hooks, as time goes.
  await app.sql('rn_registrations').where({ document_id: child.documentId }).update({ birth_date: OF_AGE });
  const opened = (await librarian.get(at(child.documentId)).expect(200)).body.data;
  await librarian.put(at(child.documentId), saveOf(opened, { state: 'refused' })).expect(200);
  const mail = await app.smtp.mailTo(child.email, { text: /refusée/ });
  expect(mail.text).toMatch(/^Bonjour Élodie Dupont,/);
});

test('the export of a patron’s data holds the guardian, the day and the text that was agreed to', async () => {
  const { get } = await makeChild();
  const { registrations } = JSON.parse((await get('/api/rn-subscriptions/account/export').expect(200)).text);
  expect(registrations[0].guardian).toEqual({
    name: 'Jeanne Dupont',
    agreedOn: today,
    wording: '1',
    text: expect.stringContaining('J’exerce l’autorité parentale'),
  });
});

test('a script names nobody without an agreement, and none to a text that there is not', async () => {
  const data = signUpData(mediatheque, { birthDate: MINOR });
  const create = (guardian: object) =>
    documentsOf(app, 'plugin::rn-subscriptions.registration').create({ data: { ...data, ...guardian } });
  await expect(create({ ...GUARDIAN, guardianWording: '0' })).rejects.toMatchObject({
    details: { errors: [{ field: 'guardianWording', code: 'invalidChoice' }] },
  });
  expect(await create({ guardianName: 'Jeanne Dupont' })).toMatchObject(NOBODY);
});
