import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makeRegistration, type Mediatheque } from '../helpers/people';

/** One decision, one mail: who has claimed it sends it and says what became of it, for as long as its lease lasts, and nobody else. */

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  // It does not listen, and so mails nothing by itself.
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
beforeEach(async () => {
  await app.strapi.plugin('rn-subscriptions').service('dispatcher').stop();
  await rows().delete();
});
afterAll(() => app.stop());

const rows = () => app.sql('rn_outbox_mails');
const claims = () => app.strapi.plugin('rn-subscriptions').service('claims');
const claim = (limit = 10, own: string[] = []) => claims().claim({ limit, own, onlyFree: false });
const waiting = async () => {
  await makeRegistration(app, mediatheque);
  await rows().where({ kind: 'new-request' }).delete();
};
const only = () => rows().first();

const OUTCOMES = [
  { state: 'sent', reasonLost: false },
  { state: 'failed', errorCode: 'X' },
  { state: 'waiting', errorCode: 'X', attempts: 5, pause: 60_000, keepsReason: false },
];

test.each(OUTCOMES)('who has lost it says in vain that it is $state', async (outcome) => {
  await waiting();
  const first = await claim();
  await rows().update({ lease_until: 1 });
  const second = await claim();
  expect(second.mails.map(({ id }: { id: number }) => id)).toEqual(first.mails.map(({ id }: { id: number }) => id));
  const before = await only();
  await claims().settle({ mail: first.mails[0], token: first.token, outcome });
  expect(await only()).toEqual(before);
  await claims().settle({ mail: second.mails[0], token: second.token, outcome });
  expect(await only()).toMatchObject({ state: outcome.state });
});

test('a sign of life keeps it', async () => {
  await waiting();
  const { token } = await claim();
  await rows().update({ lease_until: 1 });
  await claims().renew([token]);
  expect(Number((await only()).lease_until)).toBeGreaterThan(Date.now() + 60_000);
  expect((await claim()).mails).toEqual([]);
});

test('an ended lease gives it to another, but not to the process itself that is still sending it, nor while others may not have given a sign of life', async () => {
  await waiting();
  const { token } = await claim();
  await rows().update({ lease_until: 1 });
  expect((await claim(10, [token])).mails).toEqual([]);
  expect((await claims().claim({ limit: 10, own: [], onlyFree: true })).mails).toEqual([]);
  expect((await claim()).mails).toHaveLength(1);
});

test('a stop gives it up, but not what has left and could not be noted', async () => {
  await waiting();
  await waiting();
  const { token, mails } = await claim();
  await claims().release({ tokens: [token], left: [mails[0].id] });
  expect(
    (await rows().orderBy('id')).map(({ state, lease_token }: { state: string; lease_token: string | null }) => [
      state,
      lease_token,
    ])
  ).toEqual([
    ['sending', token],
    ['waiting', null],
  ]);
});

test('many claims at once share the mails, and none gets one twice', async () => {
  for (let count = 0; count < 24; count += 1) await waiting();
  const all = await Promise.all(Array.from({ length: 8 }, () => claim(5)));
  const ids = all.flatMap(({ mails }) => mails.map(({ id }: { id: number }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(24);
});
