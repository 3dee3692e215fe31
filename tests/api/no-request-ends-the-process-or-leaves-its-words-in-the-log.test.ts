import { startApp, type App } from '../helpers/app';
import { makeAdmin, makeMediatheque, makePatron, signUpData, type Admin, type Mediatheque } from '../helpers/people';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const signUp = '/api/rn-subscriptions/registrations';
const post = (path: string, body: string) => app.http().post(path).set('Content-Type', 'application/json').send(body);

test('half a character or a NUL in any text is refused before it reaches a hash or the database', async () => {
  const patron = await makePatron(app, mediatheque);
  const data = JSON.stringify(signUpData(mediatheque));
  await post(signUp, data.replace('Dupont', 'Dup\\ud800')).expect(400);
  const half = await post(
    '/api/rn-subscriptions/account-links/open',
    '{"token":"a","password":"abcdefgh\\ud800"}'
  ).expect(400);
  expect(half.body.error.message).toBe('Un texte de la requête contient des caractères illisibles.');
  await post('/api/auth/local', `{"identifier":"${patron.email}","password":"abcdefgh\\ud800"}`).expect(400);
  await post('/api/auth/local', '{"identifier":"a\\u0000b","password":"abcdefgh"}').expect(400);
  await post('/admin/login', '{"email":"x@example.org","password":"abcdefgh\\udfff"}').expect(400);
  await app.http().get('/api/rn-subscriptions/mediatheques').expect(200);
});

test('characters that turn text round or hide in it are refused in a name', async () => {
  for (const character of ['\u202e', '\u200b', '\u2028', '\u0007', '\ufeff']) {
    const answer = await app
      .http()
      .post(signUp)
      .send(signUpData(mediatheque, { lastName: `Du${character}pont` }))
      .expect(400);
    expect(answer.body.error.details.errors).toEqual([
      { field: 'lastName', code: 'controlCharacters', message: expect.any(String) },
    ]);
  }
  await app
    .http()
    .post(signUp)
    .send(signUpData(mediatheque, { lastName: 'O’Neill-Ñandú 李' }))
    .expect(202);
});

test('a body that is no JSON, or too large, is said in the reader’s language without a word of it', async () => {
  const patron = await makePatron(app, mediatheque);
  const canary = 'CANARI-7f3a';
  const broken = `{"state":"refused","refusalReason":${canary}}`;
  const refused = await librarian
    .put(`/rn-subscriptions/registrations/${patron.documentId}`)
    .set('Content-Type', 'application/json')
    .send(broken)
    .expect(400);
  expect(refused.body.error.message).toBe('Le corps de la requête n’est pas du JSON valide.');
  const english = await post(signUp, `{"password": ${canary}}`).set('Accept-Language', 'en').expect(400);
  expect(english.body.error.message).toBe('The request body is not valid JSON.');
  const large = await post(signUp, JSON.stringify({ password: canary + 'x'.repeat(600_000) })).expect(413);
  expect(large.body.error.message).toBe('La requête est trop volumineuse.');
  for (const text of [refused.text, english.text, large.text, app.logs()]) expect(text).not.toContain(canary);
});

test('what a librarian searches for is not in the log', async () => {
  await librarian.get('/rn-subscriptions/registrations?search=zqcanari').expect(200);
  expect(app.logs()).toContain('/rn-subscriptions/registrations');
  expect(app.logs()).not.toContain('zqcanari');
});

test('a library is written to in French, whatever its patron’s browser speaks', async () => {
  await app
    .http()
    .post(signUp)
    .set('Accept-Language', 'en')
    .send(signUpData(mediatheque, { lastName: 'Smith' }))
    .expect(202);
  const mail = await app.smtp.mailTo(mediatheque.email, { subject: /Smith/ });
  expect(mail.subject).toMatch(/^Nouvelle demande/);
});

test('an id that is no number, and a collection asked for as a single type, are not found: Strapi would throw where nobody catches it', async () => {
  const editor = await makeAdmin(app, { role: 'rn-editor' });
  for (const path of [
    '/upload/folders/aaaaaaaaaaaaaaaaaaaaaaaa',
    '/upload/folders/99999999999',
    '/upload/files/abc',
    '/content-manager/single-types/plugin::rn-subscriptions.mediatheque',
  ]) {
    expect([path, (await editor.put(path, { name: 'x' })).status]).toEqual([path, 404]);
    expect([path, (await editor.get(path)).status]).toEqual([path, 404]);
  }
  await editor.get('/upload/folders/1').expect(404);
  await editor.get('/upload/files?page=1').expect(200);
});

test('a query that names a password or a token is refused, in the reader’s language and before anything is read', async () => {
  const editor = await makeAdmin(app, { role: 'rn-editor' });
  const list = '/content-manager/collection-types/plugin::rn-subscriptions.mediatheque';
  const asked = [
    'sort=librarians.password:asc',
    'sort[0]=librarians.resetPasswordToken',
    'sort[librarians][password]=asc',
    'sort=label,updatedBy.password',
    'filters[librarians][password][$startsWith]=$2',
    'filters[$and][0][t1.reset_password_token][$null]=true',
    'populate[librarians][fields]=password',
    'fields[0]=password',
  ];
  for (const query of asked) {
    const { status, body } = await editor.get(`${list}?${query}`);
    expect([query, status, body.error?.message]).toEqual([
      query,
      400,
      'La requête nomme un champ qui ne peut être ni lu, ni filtré, ni trié.',
    ]);
  }
  for (const query of [
    'sort=label:asc',
    'filters[name][$contains]=password',
    '_q=password',
    'sort=updatedBy.firstname:desc',
  ])
    await editor.get(`${list}?${query}`).expect(200);
});
