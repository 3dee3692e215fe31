import { startApp, type App } from '../helpers/app';
import { makeMediatheque, signUpData, type Mediatheque } from '../helpers/people';

let app: App;
let mediatheque: Mediatheque;
let closed: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  closed = await makeMediatheque(app, { active: false });
});
afterAll(() => app.stop());

const signUp = (body: string | object) => app.http().post('/api/rn-subscriptions/registrations').send(body);

const year = new Date().getFullYear();

const nothingWritten = async () => {
  expect(await app.strapi.db.query('plugin::rn-subscriptions.registration').count()).toBe(0);
  expect(await app.strapi.db.query('plugin::users-permissions.user').count()).toBe(0);
  expect(await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').count()).toBe(0);
};

const bad: [what: string, change: (data: Record<string, unknown>) => object, errors: Record<string, string>][] = [
  [
    'an empty form',
    () => ({}),
    { lastName: 'required', firstName: 'required', email: 'required', birthDate: 'required', mediatheque: 'required' },
  ],
  [
    'blank names',
    (data) => ({ ...data, lastName: '  ', firstName: '' }),
    { lastName: 'required', firstName: 'required' },
  ],
  [
    'unknown fields',
    (data) => ({ ...data, state: 'validated', expiresOn: '2099-01-01' }),
    { state: 'unknownField', expiresOn: 'unknownField' },
  ],
  [
    'a wrong type',
    (data) => ({ ...data, lastName: 12, cardNumber: ['1'] }),
    { lastName: 'wrongType', cardNumber: 'wrongType' },
  ],
  ['an operator instead of an id', (data) => ({ ...data, mediatheque: { $ne: 'x' } }), { mediatheque: 'wrongType' }],
  ['an impossible birth date', (data) => ({ ...data, birthDate: '2001-02-29' }), { birthDate: 'invalidDate' }],
  [
    'a birth date with a time',
    (data) => ({ ...data, birthDate: '2001-02-28T00:00:00Z' }),
    { birthDate: 'invalidDate' },
  ],
  ['a future birth date', (data) => ({ ...data, birthDate: `${year + 1}-01-01` }), { birthDate: 'futureDate' }],
  ['a birth date of another century', (data) => ({ ...data, birthDate: '1850-01-01' }), { birthDate: 'tooLongAgo' }],
  [
    'a library that does not exist',
    (data) => ({ ...data, mediatheque: 'abcdefghijklmnopqrstuvwx' }),
    { mediatheque: 'unknownMediatheque' },
  ],
  ['an id that is none', (data) => ({ ...data, mediatheque: "1' OR 1=1" }), { mediatheque: 'invalidChoice' }],
  [
    'an inactive library',
    (data) => ({ ...data, mediatheque: closed.documentId }),
    { mediatheque: 'unknownMediatheque' },
  ],
  ['a malformed address', (data) => ({ ...data, email: 'jeanne@' }), { email: 'invalidEmail' }],
  ['two addresses', (data) => ({ ...data, email: 'a@example.com, b@example.com' }), { email: 'invalidEmail' }],
  [
    'a header in an address',
    (data) => ({ ...data, email: 'a@example.com\r\nBcc: b@example.com' }),
    { email: 'invalidEmail' },
  ],
  [
    'a header in a name',
    (data) => ({ ...data, lastName: 'Dupont\r\nBcc: b@example.com' }),
    { lastName: 'controlCharacters' },
  ],
  ['a bell in a name', (data) => ({ ...data, firstName: 'Hé\u0007lène' }), { firstName: 'controlCharacters' }],
  [
    'a password, which is chosen later',
    (data) => ({ ...data, password: 'Parfum-de-lavande-7' }),
    { password: 'unknownField' },
  ],
  ['a very long name', (data) => ({ ...data, lastName: 'x'.repeat(101) }), { lastName: 'tooLong' }],
];

describe('a sign-up is refused with one error per field, and nothing is written:', () => {
  test.each(bad)('%s', async (_what, change, errors) => {
    const answer = await signUp(change(signUpData(mediatheque))).expect(400);
    const found = Object.fromEntries(
      answer.body.error.details.errors.map((one: { field: string; code: string }) => [one.field, one.code])
    );
    expect(found).toEqual(errors);
    await nothingWritten();
  });

  test.each([
    ['an array', '[]'],
    ['a text', '"abc"'],
    ['no JSON at all', '{"lastName":'],
    ['null', 'null'],
  ])('%s as body', async (_what, body) => {
    await signUp(body).set('Content-Type', 'application/json').expect(400);
    await nothingWritten();
  });

  test('a body over a sane size, with 413', async () => {
    const answer = await signUp({ ...signUpData(mediatheque), lastName: 'x'.repeat(20_000) }).expect(413);
    expect(answer.body.error.message).toBe('La requête est trop volumineuse.');
    await signUp({ ...signUpData(mediatheque), lastName: 'x'.repeat(600_000) }).expect(413);
    await nothingWritten();
  });

  test('in the language of the reader', async () => {
    const french = await signUp({ ...signUpData(mediatheque), email: 'x' }).expect(400);
    expect(french.body.error.details.errors[0].message).toMatch(/^Écrivez une adresse e-mail complète/);
    const english = await signUp({ ...signUpData(mediatheque), email: 'x' })
      .set('Accept-Language', 'en')
      .expect(400);
    expect(english.body.error.details.errors[0].message).toMatch(/^Type a complete e-mail address/);
  });

  test('without repeating what was typed', async () => {
    const answer = await signUp({ ...signUpData(mediatheque), email: 'canari-1a2b@', canari3c4d: 1 }).expect(400);
    expect(JSON.stringify(answer.body)).not.toContain('canari-1a2b');
    expect(app.logs()).not.toContain('canari-1a2b');
  });
});
