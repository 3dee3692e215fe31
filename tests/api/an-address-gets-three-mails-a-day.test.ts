import { randomUUID } from 'node:crypto';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { LIMITS, postFrom } from '../helpers/limits';
import { makeMediatheque, makePatron, signInPatron, signUpData, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';

const COUNTS = 'plugin::rn-subscriptions.request-count';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const FORGOTTEN = '/api/auth/forgot-password';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: LIMITS });
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());
beforeEach(() => app.strapi.db.query(COUNTS).deleteMany({}));

const signUpFrom = (client?: string, data: Record<string, unknown> = {}) =>
  postFrom(app, '/api/rn-subscriptions/registrations', signUpData(mediatheque, data), client);
const mailsTo = (address: string) => app.smtp.mails.filter(({ receivers }) => receivers[0] === address);

describe('one address gets three mails a day that its owner asks for, and three by sign-ups', () => {
  const waitForQueue = () =>
    until(
      () => app.strapi.db.query(OUTBOX).count({ where: { state: { $in: ['waiting', 'sending'] } } }),
      (count) => count === 0
    );
  const counted = async () =>
    (await app.strapi.db.query(COUNTS).findMany({})).reduce((sum, { count }) => sum + count, 0);
  const linksTo = (email: string) => mailsTo(email).filter(({ subject }) => /^Votre lien/.test(subject ?? '')).length;
  /** As if the minute were over in which one click more is none. */
  const nextMinute = async () => {
    await waitForQueue();
    await app.strapi.db.query(OUTBOX).deleteMany({ where: { kind: 'account-link' } });
  };
  /** Once the answer has left, the mail to a known address is counted, beside the request's two: by client and by address. */
  const forgotten = async (email: string) => {
    const before = await counted();
    const { status } = await postFrom(app, FORGOTTEN, { email });
    await until(counted, (count) => count === before + 3);
    await nextMinute();
    return status;
  };

  test('a fourth sign-up is told so, in the same words for an address that is known, open, or neither', async () => {
    const open = await makePatron(app, mediatheque);
    const closed = await makePatron(app, mediatheque, {}, { confirmed: false });
    await app.strapi.db.query(COUNTS).deleteMany({});
    const refused = [];
    for (const email of [open.email, closed.email, `neu-${randomUUID()}@example.com`]) {
      // The hour's limit is over, the day's is not.
      for (const firstName of ['Un', 'Deux', 'Trois']) await signUpFrom(undefined, { email, firstName }).expect(202);
      await app.strapi.db
        .query(COUNTS)
        .updateMany({ where: { expiresAt: { $lt: String(Date.now() + 2 * 3600 * 1000) } }, data: { expiresAt: '0' } });
      const { body } = await signUpFrom(undefined, { email, firstName: 'Quatre' }).expect(429);
      refused.push(body.error.message);
      await waitForQueue();
    }
    expect(new Set(refused)).toEqual(
      new Set(['Trop de demandes ont été faites en peu de temps. Réessayez dans 24 heures.'])
    );
    expect(mailsTo(closed.email)).toHaveLength(4);
  });

  test('no stranger’s sign-ups use up the links that the owner asks for, nor the other way round', async () => {
    const { email } = await makePatron(app, mediatheque);
    await waitForQueue();
    await app.strapi.db.query(COUNTS).deleteMany({});
    for (const firstName of ['Un', 'Deux', 'Trois']) await signUpFrom(undefined, { email, firstName }).expect(202);
    for (let number = 0; number < 3; number += 1) expect(await forgotten(email)).toBe(200);
    expect(linksTo(email)).toBe(3);
    await app.strapi.db
      .query(COUNTS)
      .updateMany({ where: { expiresAt: { $lt: String(Date.now() + 2 * 3600 * 1000) } }, data: { expiresAt: '0' } });
    expect((await postFrom(app, FORGOTTEN, { email })).status).toBe(200);
    await waitForQueue();
    expect(linksTo(email)).toBe(3);
  });

  test('and who is signed in is told so, since nothing else would explain the silence', async () => {
    const patron = await makePatron(app, mediatheque);
    const { post: asPatron } = await signInPatron(app, patron.email);
    await app.strapi.db
      .query('plugin::users-permissions.user')
      .update({ where: { email: patron.email }, data: { confirmed: false } });
    for (let number = 0; number < 3; number += 1) {
      await asPatron('/api/rn-subscriptions/account-links').expect(200);
      await nextMinute();
    }
    await app.strapi.db
      .query(COUNTS)
      .updateMany({ where: { expiresAt: { $lt: String(Date.now() + 2 * 3600 * 1000) } }, data: { expiresAt: '0' } });
    const { body } = await asPatron('/api/rn-subscriptions/account-links').expect(429);
    expect(body.error.message).toContain('Réessayez dans 24 heures.');
  });

  test('what scripts and librarians write is not counted', async () => {
    const data = signUpData(mediatheque);
    for (let number = 0; number < 5; number += 1) {
      await documentsOf(app, 'plugin::rn-subscriptions.registration').create({ data });
    }
    expect(await app.strapi.db.query(OUTBOX).count({ where: { kind: 'receipt' } })).toBeGreaterThanOrEqual(5);
    expect(await app.strapi.db.query(COUNTS).count()).toBe(0);
  });
});
