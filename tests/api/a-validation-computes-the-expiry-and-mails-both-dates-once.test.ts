import { addMonths, formatDate, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { makeAdmin, makeMediatheque, makePatron, saveOf, type Admin, type Mediatheque } from '../helpers/people';

let app: App;
let mediatheque: Mediatheque;
let librarian: Admin;
const today = todayInParis();

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { email: 'validations@example.org' });
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const open = async (documentId: string) =>
  (await librarian.get(`/rn-subscriptions/registrations/${documentId}`).expect(200)).body.data;
const save = (documentId: string, body: object) => librarian.put(`/rn-subscriptions/registrations/${documentId}`, body);
const mailsTo = (address: string, subject: RegExp) =>
  app.smtp.mails.filter((mail) => mail.receivers[0] === address && subject.test(mail.subject ?? ''));

describe('validating a registration', () => {
  test('stores the expiry, mails both dates once, and writes who did it into the history', async () => {
    const patron = await makePatron(app, mediatheque);
    const validFrom = addMonths(today, -2);
    const answer = await save(
      patron.documentId,
      saveOf(await open(patron.documentId), { state: 'validated', validFrom })
    ).expect(200);

    const expiresOn = addMonths(validFrom, 12);
    expect(answer.body.data).toMatchObject({ status: 'validated', validFrom, expiresOn });
    expect(answer.body.meta).toEqual({ decided: true });

    const mail = await app.smtp.mailTo(patron.email, { subject: /validée/ });
    expect(mail.text).toContain(`du ${formatDate(validFrom, 'fr')} au ${formatDate(expiresOn, 'fr')} inclus`);
    expect(mail.html).toContain(formatDate(expiresOn, 'fr'));
    expect(mail.replyTo?.value[0].address).toBe('validations@example.org');
    expect(mail.messageId).toMatch(/^<[a-z0-9]{24}@example\.org>$/);

    const events = await app.strapi.db
      .query('plugin::rn-subscriptions.registration-event')
      .findMany({ where: { registration: patron.documentId } });
    expect(
      events.map(({ action, actor, actorId, fromState, toState }) => ({ action, actor, actorId, fromState, toState }))
    ).toEqual([
      { action: 'created', actor: 'patron', actorId: null, fromState: null, toState: 'pending' },
      { action: 'decided', actor: 'librarian', actorId: librarian.id, fromState: 'pending', toState: 'validated' },
    ]);
    const { body } = await librarian.get(`/rn-subscriptions/registrations/${patron.documentId}/mails`).expect(200);
    expect(body.data.map(({ kind, state }: { kind: string; state: string }) => [kind, state])).toContainEqual([
      'validated',
      'sent',
    ]);
  });

  test('twice with one version makes one decision and one mail; the second gets 409 with what the row holds, and the same again its answer again', async () => {
    const patron = await makePatron(app, mediatheque);
    const opened = await open(patron.documentId);
    const body = saveOf(opened, { state: 'validated', validFrom: today });
    const bodies = [body, { ...body, firstName: 'Autre' }];
    const answers = await Promise.all(bodies.map((one) => save(patron.documentId, one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const conflict = answers.find(({ status }) => status === 409)!;
    expect(conflict.body.error.details.current).toMatchObject({ state: 'validated', version: opened.version + 1 });
    const again = await save(patron.documentId, bodies[answers.findIndex(({ status }) => status === 200)]);
    expect([again.status, again.body]).toEqual([200, answers.find(({ status }) => status === 200)!.body]);

    await app.smtp.mailTo(patron.email, { subject: /validée/ });
    expect(
      await app.strapi.db
        .query('plugin::rn-subscriptions.outbox-mail')
        .count({ where: { registration: patron.documentId, kind: 'validated' } })
    ).toBe(1);
    expect(mailsTo(patron.email, /validée/)).toHaveLength(1);
  });

  test('uses the length of the library where it has one, and a later change of it moves no expiry', async () => {
    const short = await makeMediatheque(app, { subscriptionMonths: 6 });
    const other = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [short] });
    const patron = await makePatron(app, short);
    const path = `/rn-subscriptions/registrations/${patron.documentId}`;
    const opened = (await other.get(path)).body.data;
    expect(opened.subscriptionMonths).toBe(6);
    const saved = (await other.put(path, saveOf(opened, { state: 'validated', validFrom: today })).expect(200)).body
      .data;
    expect(saved.expiresOn).toBe(addMonths(today, 6));

    await documentsOf(app, 'plugin::rn-subscriptions.mediatheque').update({
      documentId: short.documentId,
      data: { subscriptionMonths: 24 },
    });
    const corrected = (
      await other.put(path, saveOf(saved, { validFrom: saved.validFrom, lastName: 'Durand' })).expect(200)
    ).body;
    expect(corrected.data.expiresOn).toBe(addMonths(today, 6));
    expect(corrected.meta.decided).toBe(false);
  });

  test.each([
    ['no date', undefined, 'required'],
    ['a day that does not exist', '2026-02-30', 'invalidDate'],
    ['a day in the future', addMonths(today, 1), 'futureDate'],
    ['a day whose expiry has passed', addMonths(today, -13), 'alreadyExpired'],
    ['an operator', { $gt: '' }, 'wrongType'],
  ])('is refused with %s, and nothing is written or mailed', async (_what, validFrom, code) => {
    const patron = await makePatron(app, mediatheque);
    const answer = await save(
      patron.documentId,
      saveOf(await open(patron.documentId), { state: 'validated', validFrom })
    ).expect(400);
    expect(answer.body.error.details.errors).toEqual([{ field: 'validFrom', code, message: expect.any(String) }]);
    expect((await open(patron.documentId)).state).toBe('pending');
    expect(
      await app.strapi.db
        .query('plugin::rn-subscriptions.outbox-mail')
        .count({ where: { registration: patron.documentId, kind: 'validated' } })
    ).toBe(0);
  });

  test('takes no expiry, library or unknown field from the form', async () => {
    const patron = await makePatron(app, mediatheque);
    const body = saveOf(await open(patron.documentId), {
      state: 'validated',
      validFrom: today,
      expiresOn: '2099-01-01',
      mediatheque: 'x',
    });
    const answer = await save(patron.documentId, body).expect(400);
    expect(answer.body.error.details.errors.map(({ field }: { field: string }) => field)).toEqual([
      'expiresOn',
      'mediatheque',
    ]);
  });

  test('a new date of validity on a validated registration is a decision of its own; going back to waiting is refused', async () => {
    const patron = await makePatron(app, mediatheque);
    const first = (
      await save(
        patron.documentId,
        saveOf(await open(patron.documentId), { state: 'validated', validFrom: addMonths(today, -11) })
      )
    ).body.data;
    const renewed = await save(patron.documentId, saveOf(first, { validFrom: today })).expect(200);
    expect(renewed.body.meta.decided).toBe(true);
    await app.smtp.waitFor(
      (one) => one.receivers[0] === patron.email && (one.text ?? '').includes(formatDate(addMonths(today, 12), 'fr'))
    );
    const back = await save(patron.documentId, saveOf(renewed.body.data, { state: 'pending' })).expect(400);
    expect(back.body.error.details.errors[0].code).toBe('notPendingAgain');
  });
});
