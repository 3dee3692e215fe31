import { startApp, type App } from '../helpers/app';
import { placesOf } from '../helpers/canary';
import { makeAdmin, makeMediatheque, makePatron, saveOf, type Admin, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';

const CANARY = 'CANARI-7f3a';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;
const answers: string[] = [];

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const path_ = (documentId: string) => `/rn-subscriptions/registrations/${documentId}`;

const refuse = async (documentId: string, refusalReason?: string) => {
  const opened = (await librarian.get(path_(documentId))).body.data;
  const answer = await librarian.put(path_(documentId), saveOf(opened, { state: 'refused', refusalReason }));
  answers.push(answer.text);
  return answer;
};

const expectNowhere = async () =>
  expect(await placesOf({ app, words: CANARY, texts: { logs: app.logs(), answers: answers.join('\n') } })).toEqual([]);

describe('the reason of a refusal', () => {
  test('goes into the mail, as text, and stays nowhere else', async () => {
    const patron = await makePatron(app, mediatheque);
    const answer = await refuse(patron.documentId, `${CANARY} : pas <b>inscrit</b>\nchez nous {{mediatheque}}`);
    expect(answer.status).toBe(200);
    const mail = await app.smtp.mailTo(patron.email, { text: /refusée/ });
    expect(mail.text).toContain(`${CANARY} : pas <b>inscrit</b>\nchez nous {{mediatheque}}`);
    expect(mail.html).toContain(`${CANARY} : pas &lt;b&gt;inscrit&lt;/b&gt;<br>chez nous {{mediatheque}}`);
    answers.push(
      (await librarian.get(`${path_(patron.documentId)}/mails`)).text,
      (await librarian.get('/rn-subscriptions/registrations')).text
    );
    await expectNowhere();
  });

  test('is not stored while the SMTP server refuses the mail, nor by a save that fails', async () => {
    app.smtp.refuseWith(451);
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId, CANARY);
    const mails = async () =>
      (await librarian.get(`${path_(patron.documentId)}/mails`)).body.data as {
        kind: string;
        state: string;
        attempts: number;
      }[];
    await until(mails, (all) =>
      all.some(({ kind, state, attempts }) => kind === 'refused' && state === 'waiting' && attempts === 1)
    );
    await expectNowhere();

    const again = await refuse(patron.documentId, CANARY);
    expect(again.status).toBe(400);
    expect(again.body.error.details.errors[0]).toMatchObject({ field: 'refusalReason', code: 'notADecision' });
    await expectNowhere();

    app.smtp.refuseWith(null);
    await app.sql('rn_outbox_mails').where({ registration: patron.documentId }).update({ next_attempt_at: 0 });
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    await app.smtp.waitFor((one) => one.receivers[0] === patron.email && (one.text ?? '').includes(CANARY));
    await expectNowhere();
  });

  test('is forgotten once its mail has left: a copy that is asked for later comes without', async () => {
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId, CANARY);
    const refusals = () =>
      app.smtp.mails.filter((one) => one.receivers[0] === patron.email && /refusée/.test(one.text ?? ''));
    const row = { registration: patron.documentId, kind: 'refused' };
    const stored = (state: string) =>
      until(
        () => app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findOne({ where: row }),
        (mail) => mail.state === state
      );
    const { documentId } = await stored('sent');
    expect(refusals()[0].text).toContain(CANARY);

    await app.strapi.db
      .query('plugin::rn-subscriptions.outbox-mail')
      .updateMany({ where: row, data: { state: 'failed' } });
    await librarian.post(`${path_(patron.documentId)}/mails/${documentId}/send-again`).expect(204);
    await until(
      async () => refusals().length,
      (count) => count === 2
    );
    expect(refusals()[1].text).not.toContain(CANARY);
    await stored('sent');
  });

  test('is forgotten with the save that failed, however late: the next one mails its own, or none', async () => {
    const patron = await makePatron(app, mediatheque);
    // The last thing that a save does is to queue its mail: here it cannot.
    const [{ id, dedupeKey }] = await app.strapi.db
      .query('plugin::rn-subscriptions.outbox-mail')
      .findMany({ where: { registration: patron.documentId, kind: 'new-request' } });
    const inTheWay = (key: string) =>
      app.strapi.db
        .query('plugin::rn-subscriptions.outbox-mail')
        .updateMany({ where: { id }, data: { dedupeKey: key } });
    await inTheWay(`refused:${patron.documentId}:2`);
    expect((await refuse(patron.documentId, CANARY)).status).toBeGreaterThanOrEqual(400);
    await inTheWay(dedupeKey);

    expect((await refuse(patron.documentId)).status).toBe(200);
    const mail = await app.smtp.mailTo(patron.email, { text: /refusée/ });
    expect(mail.text).not.toContain(CANARY);
    await expectNowhere();
  });

  test('left empty leaves no hole in the mail', async () => {
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId);
    const mail = await app.smtp.mailTo(patron.email, { text: /refusée/ });
    expect(mail.text).not.toContain('raison');
    expect(mail.text).toContain('rapprochez-vous de votre médiathèque');
  });

  test('is lost with the process that knew it: another sends the mail without, and the librarian sees it', async () => {
    app.smtp.refuseWith(451);
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId, CANARY);
    const row = { registration: patron.documentId, kind: 'refused' };
    await until(
      () => app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findOne({ where: row }),
      ({ attempts, state }) => attempts === 1 && state === 'waiting'
    );
    // What a crash leaves: the row leased to a process that is gone, and a memory without the reason.
    app.strapi.plugin('rn-subscriptions').service('refusalReasons').forget(`refused:${patron.documentId}:2`);
    await app.sql('rn_outbox_mails').where(row).update({ lease_token: 'gone', lease_until: 1, next_attempt_at: 0 });
    app.smtp.refuseWith(null);
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    const mail = await app.smtp.mailTo(patron.email, { text: /refusée/ });
    expect(mail.text).toContain('rapprochez-vous de votre médiathèque');
    const newest = async () => (await librarian.get(`${path_(patron.documentId)}/mails`)).body.data[0];
    expect(await until(newest, ({ state }) => state === 'sent')).toMatchObject({ kind: 'refused', reasonLost: true });
  });
});
