import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { changeRegistration, makeAdmin, makeMediatheque, makePatron, type Mediatheque } from '../helpers/people';
import { setOutboxTimes, storedMail, type StoredMail } from '../helpers/outbox';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const mailOf = (registration: string, kind: string, isDone: (mail: StoredMail) => boolean) =>
  storedMail(app, { registration, kind }, isDone);

describe('a mail', () => {
  test('that the server refuses for now waits a minute, then leaves with the same Message-ID', async () => {
    app.smtp.refuseWith(450);
    const patron = await makePatron(app, mediatheque);
    const waiting = await mailOf(
      patron.documentId,
      'receipt',
      ({ attempts, state }) => attempts === 1 && state === 'waiting'
    );
    expect(Number(waiting.nextAttemptAt) - Date.now()).toBeGreaterThan(50_000);
    expect(waiting.lastErrorCode).toMatch(/450/);
    expect(app.logs()).not.toContain(patron.email);

    app.smtp.refuseWith(null);
    await app.sql('rn_outbox_mails').where({ id: waiting.id }).update({ next_attempt_at: 0 });
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    const received = await app.smtp.mailTo(patron.email);
    expect(received.messageId).toBe(`<${waiting.documentId}@example.org>`);
  });

  test('that the server refuses for good is given up, and its code names nobody', async () => {
    app.smtp.refuseWith(550);
    const patron = await makePatron(app, mediatheque);
    const failed = await mailOf(patron.documentId, 'receipt', ({ state }) => state === 'failed');
    expect(failed.lastErrorCode).toBe('EENVELOPE RCPT 550');
    app.smtp.refuseWith(null);
  });

  test('whose registration is gone goes to nobody', async () => {
    app.smtp.refuseWith(450);
    const patron = await makePatron(app, mediatheque);
    const waiting = await mailOf(
      patron.documentId,
      'receipt',
      ({ attempts, state }) => attempts === 1 && state === 'waiting'
    );
    await documentsOf(app, 'plugin::rn-subscriptions.registration').delete({ documentId: patron.documentId });
    app.smtp.refuseWith(null);
    await app.sql('rn_outbox_mails').where({ id: waiting.id }).update({ next_attempt_at: 0 });
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    expect((await mailOf(patron.documentId, 'receipt', ({ state }) => state === 'failed')).lastErrorCode).toBe(
      'REGISTRATION_GONE'
    );
    expect(app.smtp.mails.some((mail) => mail.receivers[0] === patron.email)).toBe(false);
  });

  test('is sent again when a librarian of its library asks, to the address as it is by then', async () => {
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    const stranger = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [await makeMediatheque(app)] });
    app.smtp.refuseWith(550);
    const patron = await makePatron(app, mediatheque);
    const failed = await mailOf(patron.documentId, 'receipt', ({ state }) => state === 'failed');
    app.smtp.refuseWith(null);
    const mails = `/rn-subscriptions/registrations/${patron.documentId}/mails`;
    const shown = (await librarian.get(mails)).body.data.find(({ kind }: { kind: string }) => kind === 'receipt');
    expect(shown).toMatchObject({ state: 'failed', failure: 'receiverRefused' });

    await changeRegistration(app, patron.documentId, { email: 'corrigee@example.com' });
    await stranger.post(`${mails}/${failed.documentId}/send-again`).expect(404);
    await librarian.post(`${mails}/aaaaaaaaaaaaaaaaaaaaaaaa/send-again`).expect(404);
    await librarian.post(`${mails}/${failed.documentId}/send-again`).expect(204);
    await app.smtp.mailTo('corrigee@example.com');
    await mailOf(patron.documentId, 'receipt', ({ state }) => state === 'sent');
    expect(app.smtp.mails.filter((mail) => mail.receivers[0] === 'corrigee@example.com')).toHaveLength(1);
  });

  test('of another library is not sent again through a patron of one’s own', async () => {
    const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
    const own = await makePatron(app, mediatheque);
    app.smtp.refuseWith(550);
    const foreign = await makePatron(app, await makeMediatheque(app));
    const failed = await mailOf(foreign.documentId, 'receipt', ({ state }) => state === 'failed');
    app.smtp.refuseWith(null);
    const sendAgain = (mail: string) =>
      librarian.post(`/rn-subscriptions/registrations/${own.documentId}/mails/${mail}/send-again`).expect(404);
    expect((await sendAgain(failed.documentId)).body).toEqual((await sendAgain('aaaaaaaaaaaaaaaaaaaaaaaa')).body);
    expect(await mailOf(foreign.documentId, 'receipt', () => true)).toEqual(failed);
    expect(app.smtp.mails.some(({ receivers }) => receivers[0] === foreign.email)).toBe(false);
  });

  test('whose only receiver the provider names as rejected has not left', async () => {
    // Strapi's type of a plugin does not name what this one has beside the others.
    const { provider } = app.strapi.plugin('email') as unknown as {
      provider: { send: (mail: object) => Promise<unknown> };
    };
    const { send } = provider;
    provider.send = async (mail) => ({ accepted: [], rejected: [(mail as { to: { address: string } }).to.address] });
    try {
      const patron = await makePatron(app, mediatheque);
      expect(
        (await mailOf(patron.documentId, 'receipt', ({ state }) => state !== 'waiting' && state !== 'sending')).state
      ).toBe('failed');
    } finally {
      provider.send = send;
    }
  });

  test('goes to one receiver, whatever its address has come to hold', async () => {
    app.smtp.refuseWith(450);
    const patron = await makePatron(app, mediatheque);
    const waiting = await mailOf(
      patron.documentId,
      'receipt',
      ({ attempts, state }) => attempts === 1 && state === 'waiting'
    );
    await app.sql('rn_registrations').where({ id: patron.id }).update({ email: 'un@example.com, autre@example.com' });
    app.smtp.refuseWith(null);
    await setOutboxTimes(app, { id: waiting.id }, { nextAttemptAt: 0 });
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    await mailOf(
      patron.documentId,
      'receipt',
      ({ state, attempts }) => state !== 'sending' && (state !== 'waiting' || attempts > 1)
    );
    expect(
      app.smtp.mails.flatMap(({ receivers }) => receivers).filter((one) => /^(un|autre)@example/.test(one))
    ).toEqual([]);
  });

  test('burns no try while the server is away, and monitoring sees it wait', async () => {
    const health = async () =>
      (await app.http().get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200)).body.data;
    expect(await health()).toMatchObject({ paused: false, lastSentAt: expect.any(String) });
    await app.smtp.pause();
    const patron = await makePatron(app, mediatheque);
    const waiting = await mailOf(
      patron.documentId,
      'receipt',
      ({ lastErrorCode, state }) => lastErrorCode !== null && state === 'waiting'
    );
    expect(waiting.attempts).toBe(0);
    expect(await health()).toMatchObject({
      paused: true,
      waiting: expect.any(Number),
      oldestWaitingSeconds: expect.any(Number),
    });
    expect(JSON.stringify(await health())).not.toContain('@');

    await app.smtp.resume();
    // The shortest pause is five seconds; nobody has to do anything.
    await storedMail(app, { id: waiting.id }, ({ state }) => state === 'sent', 30_000);
    expect(await health()).toMatchObject({ paused: false });
  });

  test('once sent keeps no fact of the change', async () => {
    const patron = await makePatron(app, mediatheque);
    const sent = await mailOf(patron.documentId, 'receipt', ({ state }) => state === 'sent');
    expect(sent).toMatchObject({ facts: null, leaseToken: null, sentAt: expect.anything() });
  });

  test('is worded by a coordinator’s template, which is checked when it is saved', async () => {
    const coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
    const path = '/content-manager/collection-types/plugin::rn-subscriptions.mail-template';
    const template = {
      kind: 'receipt',
      language: 'fr',
      subject: 'Merci {{patronName}}',
      body: 'Chère, cher {{patronName}},\n\nMerci.',
    };
    const refused = await coordinator.post(path, { ...template, body: 'Bonjour {{prenom}}' }).expect(400);
    expect(refused.body.error.message).toContain('« prenom »');
    await coordinator.post(path, template).expect(201);
    const second = await coordinator.post(path, template).expect(400);
    expect(second.body.error.message).toContain('existe déjà');
    const patron = await makePatron(
      app,
      mediatheque,
      { firstName: 'Zoé', lastName: '<%= 7*7 %>' },
      { confirmed: false }
    );
    const mail = await app.smtp.mailTo(patron.email);
    expect(mail.subject).toBe('Merci Zoé <%= 7*7 %>');
    expect(mail.text).toMatch(/^Chère, cher Zoé <%= 7\*7 %>,\n\nMerci\.\n\nEncore une étape/);
  });
});
