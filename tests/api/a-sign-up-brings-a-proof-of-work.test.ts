import { startApp, type App } from '../helpers/app';
import { makeMediatheque, signUpData, type Mediatheque } from '../helpers/people';
import { problemsOf } from '../helpers/problems';
import { solved, type Proof } from '../helpers/proof-of-work';

const PROOF = '/api/rn-subscriptions/proof-of-work';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: { SIGN_UP_PROOF_OF_WORK: 'true' } });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const signUp = (data: Record<string, unknown>) =>
  app.http().post('/api/rn-subscriptions/registrations').send(signUpData(mediatheque, data));
const setOptions = (signUpOptions: object) =>
  app.strapi.config.set('plugin::rn-subscriptions.signUp', { proofOfWork: true, honeypot: true, ...signUpOptions });
const registrations = () => app.strapi.db.query('plugin::rn-subscriptions.registration').count();

test('with a solved challenge it is accepted, once', async () => {
  const altcha = await solved(app);
  await signUp({ altcha }).expect(202);
  expect(problemsOf(await signUp({ altcha }).expect(400))).toEqual(['altcha proofInvalid']);
});

test('one solution sent many times at once is used once', async () => {
  const before = await registrations();
  const altcha = await solved(app);
  const answers = await Promise.all(Array.from({ length: 8 }, () => signUp({ altcha })));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(7).fill(400)]);
  expect(await registrations()).toBe(before + 1);
});

test('without one it is refused by field, in the reader’s language, and nothing is written', async () => {
  const before = await registrations();
  const answer = await signUp({}).expect(400);
  expect(answer.body.error.details.errors).toEqual([
    { field: 'altcha', code: 'proofMissing', message: expect.stringContaining('contre les robots') },
  ]);
  expect((await signUp({}).set('Accept-Language', 'en')).body.error.details.errors[0].message).toContain(
    'check against robots'
  );
  expect(await registrations()).toBe(before);
});

test.each([
  [
    'with another counter and key',
    (payload: Proof) => ({
      ...payload,
      solution: { ...payload.solution, counter: payload.solution.counter + 1, derivedKey: 'ab'.repeat(32) },
    }),
  ],
  [
    'of an easier challenge of one’s own',
    (payload: Proof) => ({
      ...payload,
      challenge: { ...payload.challenge, parameters: { ...payload.challenge.parameters, cost: 1 } },
    }),
  ],
  [
    'whose time was put off',
    (payload: Proof) => ({
      ...payload,
      challenge: { ...payload.challenge, parameters: { ...payload.challenge.parameters, expiresAt: 4_000_000_000 } },
    }),
  ],
  [
    'without a signature',
    (payload: Proof) => ({ ...payload, challenge: { parameters: payload.challenge.parameters } }),
  ],
  ['without a solution', (payload: Proof) => ({ challenge: payload.challenge })],
  ['that is no object', () => null],
])('a solution %s is refused', async (_what, change) => {
  expect(problemsOf(await signUp({ altcha: await solved(app, change) }).expect(400))).toEqual(['altcha proofInvalid']);
});

test.each([
  ['no base64', '%%%'],
  ['no JSON', 'YWJj'],
  ['very deep', Buffer.from('['.repeat(2000)).toString('base64')],
])('text that is %s is refused', async (_what, altcha) => {
  expect(problemsOf(await signUp({ altcha }).expect(400))).toEqual(['altcha proofInvalid']);
});

test('a challenge is not kept by anybody on the way, and its time ends', async () => {
  const { headers, body } = await app.http().get(PROOF).expect(200);
  expect(headers['cache-control']).toBe('no-store');
  const left = body.parameters.expiresAt - Date.now() / 1000;
  expect(left).toBeGreaterThan(19 * 60);
  expect(left).toBeLessThan(21 * 60);

  const [early, late] = [await solved(app), await solved(app)];
  const signUpAfter = async (minutes: number, altcha: string) => {
    await app.clock(minutes * 60 * 1000);
    try {
      return await signUp({ altcha });
    } finally {
      await app.clock(0);
    }
  };
  expect((await signUpAfter(19, early)).status).toBe(202);
  const before = await registrations();
  const refused = await signUpAfter(21, late);
  expect([refused.status, problemsOf(refused), await registrations()]).toEqual([400, ['altcha proofInvalid'], before]);
  // Its time was all that was wrong with it.
  await signUp({ altcha: late }).expect(202);
});

test('a library that is unknown does not use up the solution', async () => {
  const altcha = await solved(app);
  expect(problemsOf(await signUp({ altcha, mediatheque: 'abcdefghijklmnopqrstuvwx' }).expect(400))).toEqual([
    'mediatheque unknownMediatheque',
  ]);
  await signUp({ altcha }).expect(202);
});

test('a website with a protection of its own switches it off', async () => {
  setOptions({ proofOfWork: false });
  await app.http().get(PROOF).expect(204);
  await signUp({}).expect(202);
  setOptions({});
});

test('the field that people do not see stays empty, unless that is switched off', async () => {
  const before = await registrations();
  const altcha = await solved(app);
  expect(problemsOf(await signUp({ altcha, website: 'https://casino.example.net' }).expect(400))).toEqual([
    'website leaveEmpty',
  ]);
  expect(await registrations()).toBe(before);
  await signUp({ altcha, website: '' }).expect(202);
  setOptions({ honeypot: false });
  await signUp({ altcha: await solved(app), website: 'https://casino.example.net' }).expect(202);
  setOptions({});
});

test('what the page needs of ALTCHA comes from this server', async () => {
  for (const file of ['altcha.js', 'pbkdf2.js']) {
    const { headers, text } = await app.http().get(`/inscription/altcha/${file}`).expect(200);
    expect(headers['content-type']).toContain('javascript');
    expect(text).not.toMatch(/https:\/\/(?!altcha\.org)[a-z]/);
  }
});
