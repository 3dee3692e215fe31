import { startApp, type App } from '../helpers/app';
import {
  LINES,
  mailSaying,
  MARK,
  named,
  NO_ADDRESSES,
  ofChild,
  REFUSED,
  stopWithoutAWord,
  UNREADABLE,
} from '../helpers/hostile-words';
import {
  makeAdmin,
  makeMediatheque,
  makeRegistration,
  saveOf,
  signUp,
  storedRegistration,
  type Admin,
  type Mediatheque,
} from '../helpers/people';
import { problemsOf, type Refusal } from '../helpers/problems';

const LIST = '/rn-subscriptions/registrations';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;
let documentId: string;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  ({ documentId } = await makeRegistration(app, mediatheque));
});
afterAll(() => stopWithoutAWord(app));

const registrations = () => app.strapi.db.query('plugin::rn-subscriptions.registration').count();

const codeOf = (kind: string) => (kind === 'long' ? 'tooLong' : 'controlCharacters');

/** The problems that an answer of ours names, or its sentence where it is about the whole request. */
const faultsOf = (answer: Refusal): string[] | string =>
  answer.body.error.details.errors ? problemsOf(answer).sort() : answer.body.error.message;

describe('what hides, turns round, breaks a line or is too long', () => {
  test.each(Object.entries({ ...REFUSED, harmless: 'Lefèvre' }))(
    '%s in every name is refused by sign-up and by the librarian’s save for just that',
    async (kind, words) => {
      const [before, email] = [await registrations(), `refuse-${kind.toLowerCase()}@example.com`];
      const given = await signUp(app, mediatheque, { ...named(words), ...ofChild(words), email });
      const stored = await storedRegistration(app, documentId);
      const saved = await librarian.put(`${LIST}/${documentId}`, saveOf(stored, named(words)));
      if (kind === 'harmless') {
        expect([given.status, saved.status, await registrations()]).toEqual([202, 200, before + 1]);
        return expect(saved.body.data).toMatchObject(named(words));
      }
      expect([given.status, saved.status, await registrations()]).toEqual([400, 400, before]);
      const expected = (fields: readonly string[]) =>
        kind === 'nul' ? UNREADABLE : fields.map((field) => `${field} ${codeOf(kind)}`).sort();
      expect(faultsOf(given)).toEqual(expected([...LINES, 'guardianName']));
      expect(faultsOf(saved)).toEqual(expected(LINES));
      expect(`${given.text}${saved.text}`).not.toContain(MARK);
      expect(await storedRegistration(app, documentId)).toEqual(stored);
    }
  );

  test('100 kB are refused at once, wherever they stand', async () => {
    const long = MARK.repeat(11_000);
    await signUp(app, mediatheque, { lastName: long }).expect(413);
    await app
      .http()
      .post('/api/rn-subscriptions/account-links/open')
      .send({ token: 'a'.repeat(43), password: long })
      .expect(413);
    // What is small enough to be read is refused for its field.
    expect(faultsOf(await signUp(app, mediatheque, { lastName: MARK.repeat(1000) }).expect(400))).toEqual([
      'lastName tooLong',
    ]);
    const refusal = async (refusalReason: string) =>
      librarian.put(
        `${LIST}/${documentId}`,
        saveOf(await storedRegistration(app, documentId), { state: 'refused', refusalReason })
      );
    expect(faultsOf(await refusal(long))).toEqual(['refusalReason tooLong']);
    const lists = [() => librarian.get(LIST), () => app.http().get('/api/rn-subscriptions/mediatheques')];
    for (const list of lists) {
      expect(
        faultsOf(
          await list()
            .query({ search: 'a'.repeat(10_000) })
            .expect(400)
        )
      ).toEqual(['search tooLong']);
      await list()
        .query({ search: 'a'.repeat(100) })
        .expect(200);
    }
  });

  test.each(Object.entries(NO_ADDRESSES))('%j is no address of a patron', async (email, code) => {
    const before = await registrations();
    expect(faultsOf(await signUp(app, mediatheque, { email }).expect(400))).toEqual([`email ${code}`]);
    expect(await registrations()).toBe(before);
  });

  test('an address with a space after it is the address without it', async () => {
    await signUp(app, mediatheque, { email: 'a@example.org ' }).expect(202);
    expect((await mailSaying(app, 'a@example.org', 'bien arrivée')).receivers).toEqual(['a@example.org']);
  });
});
