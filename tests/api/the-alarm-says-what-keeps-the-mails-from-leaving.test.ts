import type { UndeliveredAnswer } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { isPutOff, makeUndelivered, storedMail } from '../helpers/outbox';
import {
  makeAdmin,
  makeMediatheque,
  makeRegistration,
  storedRegistration,
  type Admin,
  type Mediatheque,
  type Registration,
} from '../helpers/people';

const MAILS = '/rn-subscriptions/mails';
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let app: App;
let noyon: Mediatheque;
let coordinator: Admin;
let greylisted: Registration;

const table = () => app.sql('rn_outbox_mails');
const service = (name: string) => app.strapi.plugin('rn-subscriptions').service(name);
const list = async (query = ''): Promise<UndeliveredAnswer> =>
  (await coordinator.get(`${MAILS}${query}`).expect(200)).body;

beforeAll(async () => {
  app = await startApp();
  noyon = await makeMediatheque(app, { city: 'Noyon', name: 'Médiathèque' });
  coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  greylisted = await makeUndelivered(app, { mediatheque: noyon, lastName: 'Blanc', code: 450, isDone: isPutOff });
});
afterAll(() => app.stop());

describe('the alarm', () => {
  const health = async () => (await app.http().get('/api/rn-subscriptions/health').set(AS_MONITORING)).body.data;

  test('says that a mail has waited for more than an hour for the server, not for its receiver’s mailbox', async () => {
    const since = minutesAgo(61);
    const { id } = await storedMail(app, { registration: greylisted.documentId, kind: 'receipt' }, () => true);
    await app.strapi.db.query(OUTBOX).update({ where: { id }, data: { queuedAt: since } });
    expect((await list()).meta.alarm).toBeNull();
    await app.strapi.db.query(OUTBOX).update({ where: { id }, data: { lastErrorCode: 'ESOCKET CONN' } });
    expect((await list()).meta.alarm).toEqual({ kind: 'waitingLong', since });
    await table().where({ registration: greylisted.documentId }).delete();
    expect((await list()).meta.alarm).toBeNull();
  });

  // Last: this process leaves the server alone for five minutes from here on.
  test('says that the server refuses the application, and ends with the next mail that leaves from any process', async () => {
    app.smtp.refuseWith(550, 'MAIL');
    const { documentId } = await makeRegistration(app, noyon);
    const { email } = await storedRegistration(app, documentId);
    for (const kind of ['new-request', 'receipt']) {
      const { attempts, lastErrorCode } = await storedMail(
        app,
        { registration: documentId, kind },
        ({ state, lastErrorCode }) => state === 'waiting' && lastErrorCode !== null
      );
      expect([attempts, lastErrorCode]).toEqual([0, 'REFUSED EENVELOPE MAIL 550']);
    }
    const alarm = { kind: 'serverRefuses', since: expect.stringMatching(/Z$/) };
    const { data, meta } = await list();
    expect(meta).toMatchObject({ counts: { failed: 0, waiting: 2 }, alarm });
    expect(data[0].failure).toBe('serverRefuses');
    expect((await coordinator.get('/rn-subscriptions/me')).body.data.undelivered.alarm).toEqual(meta.alarm);
    expect(await health()).toMatchObject({ paused: true, alarm: meta.alarm });

    app.smtp.refuseWith(null);
    await table().where({ registration: documentId, kind: 'receipt' }).update({ next_attempt_at: 0 });
    const { token, mails } = await service('claims').claim({ limit: 1, own: [], onlyFree: false });
    await service('mailer').send({ mail: mails[0], subjects: await service('mailer').subjectsOf(mails) });
    await service('claims').settle({ mail: mails[0], token, outcome: { state: 'sent', reasonLost: false } });
    await app.smtp.mailTo(email);
    expect((await list()).meta).toMatchObject({ counts: { failed: 0, waiting: 1 }, alarm: null });
    expect((await health()).alarm).toBeNull();
  });
});
