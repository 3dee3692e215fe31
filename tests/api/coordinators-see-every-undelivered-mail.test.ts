import type { UndeliveredAnswer } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { startApp, type App } from '../helpers/app';
import { isFailed, isPutOff, makeUndelivered, storedMail } from '../helpers/outbox';
import {
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  type Admin,
  type Mediatheque,
  type Registration,
} from '../helpers/people';
import { until } from '../helpers/until';

const MAILS = '/rn-subscriptions/mails';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const EVENT = 'plugin::rn-subscriptions.registration-event';
const MINUTE = 60_000;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let app: App;
let noyon: Mediatheque;
let coordinator: Admin;
let librarian: Admin;
let refused: Registration;
let greylisted: Registration;

const service = (name: string) => app.strapi.plugin('rn-subscriptions').service(name);
const list = async (query = ''): Promise<UndeliveredAnswer> =>
  (await coordinator.get(`${MAILS}${query}`).expect(200)).body;
const history = (registration: string) =>
  app.strapi.db
    .query(EVENT)
    .findMany({ where: { registration, action: { $startsWith: 'mail' } }, orderBy: { id: 'asc' } });

beforeAll(async () => {
  app = await startApp();
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque' });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [noyon] });
  refused = await makeUndelivered(app, { mediatheque: noyon, lastName: 'Aubert', code: 550, isDone: isFailed });
  greylisted = await makeUndelivered(app, { mediatheque: noyon, lastName: 'Blanc', code: 450, isDone: isPutOff });
});
afterAll(() => app.stop());

describe('the list of undelivered mails', () => {
  test('holds what failed, then what waits, the oldest first, with what it takes to mend it', async () => {
    const { data, meta } = await list();
    expect(data.map(({ state, patronName }) => [state, patronName])).toEqual([
      ['failed', 'Zoé Aubert'],
      ['failed', 'Zoé Aubert'],
      ['waiting', 'Zoé Blanc'],
      ['waiting', 'Zoé Blanc'],
    ]);
    expect(data.find(({ kind, state }) => kind === 'receipt' && state === 'failed')).toEqual({
      documentId: expect.any(String),
      kind: 'receipt',
      state: 'failed',
      queuedAt: expect.stringMatching(/Z$/),
      failure: 'receiverRefused',
      nextAttemptAt: null,
      attempts: 0,
      registration: refused.documentId,
      patronName: 'Zoé Aubert',
      mediatheque: 'Noyon — Médiathèque',
      address: refused.email,
      reasonLost: false,
      held: false,
    });
    expect(data.find(({ kind, state }) => kind === 'new-request' && state === 'waiting')).toMatchObject({
      address: noyon.email,
      attempts: 1,
      nextAttemptAt: expect.any(String),
    });
    expect(meta).toEqual({
      pagination: { page: 1, pageSize: 20, pageCount: 1, total: 4 },
      counts: { failed: 2, waiting: 2 },
      alarm: null,
      hold: null,
    });
  });

  test('is filtered by state, with the counts of all, and paged', async () => {
    const { data, meta } = await list('?state=waiting&pageSize=10');
    expect(data.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(meta).toMatchObject({ pagination: { total: 2 }, counts: { failed: 2, waiting: 2 } });
    expect((await list('?page=2')).data).toEqual([]);
  });

  test('leaves out what is on its way and what has left, and takes in what nobody has sent for a while', async () => {
    const query = app.strapi.db.query(OUTBOX);
    const later = Date.now() + 60 * MINUTE;
    const { id } = await query.create({
      data: { kind: 'account-link', dedupeKey: 'x', accountId: 999, queuedAt: minutesAgo(0), nextAttemptAt: later },
    });
    expect((await list()).meta.pagination.total).toBe(4);
    await query.update({ where: { id }, data: { queuedAt: minutesAgo(3) } });
    const { data } = await list('?state=waiting');
    expect(data[0]).toMatchObject({
      kind: 'account-link',
      registration: null,
      patronName: null,
      mediatheque: null,
      address: null,
      failure: null,
    });
    await query.delete({ where: { id } });
  });

  test('asks the database as often for many rows as for few', async () => {
    // What the server does by itself each minute is not asked for by the list.
    const ofTheList = ({ sql }: { sql: string }) => !sql.includes('rn_installations');
    const queries = async (query: string) => {
      let count = 0;
      const countOne = (asked: { sql: string }) => {
        if (ofTheList(asked)) count += 1;
      };
      app.sql.on('query', countOne);
      await list(query);
      app.sql.off('query', countOne);
      return count;
    };
    expect(await queries('')).toBe(await queries('?state=failed'));
  });

  test('shows the library’s address for each mail that a library gets, whoever it is about', async () => {
    app.smtp.refuseWith(550);
    const facts = { mediatheque: noyon.documentId, registeredOn: '2026-01-02' };
    const person = { kind: 'person-unknown', dedupeKey: 'person-unknown:gone', language: 'fr', facts };
    await service('outbox').queue(person);
    const { documentId } = await storedMail(app, { kind: 'person-unknown' }, ({ state }) => state === 'failed');
    app.smtp.refuseWith(null);
    const shown = (await list()).data.find((mail) => mail.documentId === documentId);
    expect(shown).toMatchObject({ patronName: null, mediatheque: noyon.label, address: noyon.email });
    await coordinator.post(`${MAILS}/${documentId}/dismiss`).expect(204);
  });

  test.each([
    ['page=0', 'page', 'wrongType'],
    ['page=a', 'page', 'wrongType'],
    ['pageSize=7', 'pageSize', 'invalidChoice'],
    ['state=sent', 'state', 'invalidChoice'],
    ['state[$ne]=failed', 'state', 'invalidChoice'],
    ['kind=receipt', 'kind', 'unknownField'],
  ])('refuses %s in the reader’s language', async (query, field, code) => {
    const { body } = await coordinator.get(`${MAILS}?${query}`).set('Accept-Language', 'en').expect(400);
    expect(body.error.message).toBe('Some of the information needs mending.');
    expect(body.error.details.errors).toEqual([expect.objectContaining({ field, code })]);
  });

  test('is nobody else’s', async () => {
    const editor = await makeAdmin(app, { role: 'rn-editor' });
    const [{ documentId }] = (await list()).data;
    for (const other of [librarian, editor]) {
      await other.get(MAILS).expect(403);
      await other.post(`${MAILS}/send-again`).expect(403);
      await other.post(`${MAILS}/${documentId}/send-again`).expect(403);
      await other.post(`${MAILS}/${documentId}/dismiss`).expect(403);
    }
    await app.http().get(MAILS).expect(401);
    expect((await librarian.get('/rn-subscriptions/me')).body.data.undelivered).toBeNull();
    expect((await coordinator.get('/rn-subscriptions/me')).body.data.undelivered).toEqual({
      counts: { failed: 2, waiting: 2 },
      alarm: null,
      hold: null,
    });
  });
});

describe('a coordinator', () => {
  test('sends one again, to the address as corrected since, and the history says who', async () => {
    const failed = (await list()).data.find(({ kind, state }) => kind === 'receipt' && state === 'failed')!;
    await changeRegistration(app, refused.documentId, { email: 'corrigee@example.com' });
    expect((await list()).data.find(({ documentId }) => documentId === failed.documentId)?.address).toBe(
      'corrigee@example.com'
    );

    await coordinator.post(`${MAILS}/${failed.documentId}/send-again`).expect(204);
    await app.smtp.mailTo('corrigee@example.com');
    await storedMail(app, { documentId: failed.documentId }, ({ state }) => state === 'sent');
    expect(await history(refused.documentId)).toEqual([
      expect.objectContaining({
        action: 'mailSentAgain',
        mail: 'receipt',
        actor: 'librarian',
        actorId: coordinator.id,
        fromState: null,
        toState: null,
      }),
    ]);
    await coordinator.post(`${MAILS}/${failed.documentId}/send-again`).expect(404);
    await coordinator.post(`${MAILS}/zz/send-again`).expect(404);
  });

  test('takes off the list what was settled by telephone: it failed, and stays unsent', async () => {
    const { data } = await list('?state=failed');
    expect(data).toHaveLength(1);
    await coordinator.post(`${MAILS}/${data[0].documentId}/dismiss`).expect(204);
    expect((await list()).meta.counts).toEqual({ failed: 0, waiting: 2 });
    expect((await history(refused.documentId)).map(({ action, mail }) => [action, mail])).toEqual([
      ['mailSentAgain', 'receipt'],
      ['mailDismissed', 'new-request'],
    ]);
    expect(
      (await coordinator.get(`/rn-subscriptions/registrations/${refused.documentId}/mails`)).body.data
        .map(({ state }: { state: string }) => state)
        .sort()
    ).toEqual(['dismissed', 'sent']);

    const again = await coordinator.post(`${MAILS}/${data[0].documentId}/dismiss`).expect(404);
    expect(again.body.error.message).toContain('n’est plus en échec');
    await coordinator.post(`${MAILS}/${data[0].documentId}/send-again`).expect(404);
    // What waits leaves by itself: it is not given up.
    await coordinator.post(`${MAILS}/${(await list()).data[0].documentId}/dismiss`).expect(404);
  });

  test('sends all again that failed, and only those', async () => {
    const other = await makeUndelivered(app, { mediatheque: noyon, lastName: 'Caron', code: 550, isDone: isFailed });
    const { body } = await coordinator.post(`${MAILS}/send-again`).expect(200);
    expect(body).toEqual({ data: { count: 2 } });
    await app.smtp.mailTo(other.email);
    await until(list, ({ meta }) => meta.counts.failed === 0 && meta.counts.waiting === 2);
    expect(await history(other.documentId)).toHaveLength(2);
    expect(app.smtp.mails.some((mail) => mail.receivers[0] === greylisted.email)).toBe(false);
    expect((await coordinator.post(`${MAILS}/send-again`)).body).toEqual({ data: { count: 0 } });
  });
});
