import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { changeRegistration, makeMediatheque, makePatron, signUpData, type Mediatheque } from '../helpers/people';

const UID = 'plugin::rn-subscriptions.registration';
const today = todayInParis();

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const stored = (documentId: string) => app.strapi.db.query(UID).findOne({ where: { documentId } });
const mailsOf = (documentId: string, kind: string) =>
  app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').count({ where: { registration: documentId, kind } });

describe('a script', () => {
  test('that decides through the Document Service computes the expiry, mails and leaves history', async () => {
    const { documentId, email } = await makePatron(app, mediatheque);
    await documentsOf(app, UID).update({
      documentId,
      data: {
        state: 'validated',
        validFrom: addMonths(today, -1),
        expiresOn: '2099-01-01',
        documentId: 'other',
        version: 99,
      },
    });
    expect(await stored(documentId)).toMatchObject({
      state: 'validated',
      expiresOn: addMonths(addMonths(today, -1), 12),
      version: 2,
    });
    await app.smtp.mailTo(email, { subject: /validée/ });
    const [, event] = await app.strapi.db
      .query('plugin::rn-subscriptions.registration-event')
      .findMany({ where: { registration: documentId }, orderBy: 'id' });
    expect(event).toMatchObject({ action: 'decided', actor: 'system', toState: 'validated' });
  });

  test('gets the same refusals as the page', async () => {
    const { documentId } = await makePatron(app, mediatheque);
    const update = (data: object) => documentsOf(app, UID).update({ documentId, data });
    await expect(update({ state: 'validated' })).rejects.toMatchObject({
      details: { errors: [{ field: 'validFrom', code: 'required' }] },
    });
    await expect(update({ state: 'validated', validFrom: addMonths(today, 1) })).rejects.toMatchObject({
      details: { errors: [{ code: 'futureDate' }] },
    });
    await expect(update({ birthDate: '2001-02-29' })).rejects.toMatchObject({
      details: { errors: [{ field: 'birthDate' }] },
    });
    await expect(update({ email: 'a@example.com, b@example.com' })).rejects.toMatchObject({
      details: { errors: [{ field: 'email' }] },
    });
    await expect(update({ mediatheque: 'aaaaaaaaaaaaaaaaaaaaaaaa' })).rejects.toMatchObject({
      details: { errors: [{ field: 'mediatheque' }] },
    });
    expect(await stored(documentId)).toMatchObject({ state: 'pending', version: 1 });
  });

  test('that writes outside a transaction or many rows at once is told how to do it', async () => {
    const { id, documentId } = await makePatron(app, mediatheque);
    const query = app.strapi.db.query(UID);
    await expect(query.update({ where: { id }, data: { state: 'refused' } })).rejects.toThrow(
      'strapi.documents("plugin::rn-subscriptions.registration")'
    );
    await expect(query.updateMany({ where: { id }, data: { state: 'refused' } })).rejects.toThrow('one at a time');
    await expect(query.createMany({ data: [{ lastName: 'X' }] })).rejects.toThrow('one at a time');
    expect((await stored(documentId)).state).toBe('pending');

    const person = signUpData(mediatheque);
    await expect(query.create({ data: person })).rejects.toThrow(
      'strapi.documents("plugin::rn-subscriptions.registration")'
    );
    expect(await query.count({ where: { email: person.email } })).toBe(0);
  });

  test('whose transaction is rolled back has decided nothing and mails nobody', async () => {
    const { id, documentId, email } = await makePatron(app, mediatheque);
    await expect(
      app.strapi.db.transaction(async () => {
        await app.strapi.db.query(UID).update({ where: { id }, data: { state: 'refused' } });
        throw new Error('something else failed');
      })
    ).rejects.toThrow('something else failed');
    expect((await stored(documentId)).state).toBe('pending');
    expect(await mailsOf(documentId, 'refused')).toBe(0);

    await changeRegistration(app, documentId, { state: 'refused' });
    await app.smtp.mailTo(email, { text: /refusée/ });
    expect(
      app.smtp.mails.filter((mail) => mail.receivers[0] === email && /refusée/.test(mail.text ?? ''))
    ).toHaveLength(1);
  });

  test('that moves a waiting patron to another library tells that library', async () => {
    const target = await makeMediatheque(app, { email: 'nouvelle@example.org' });
    const { documentId } = await makePatron(app, mediatheque);
    await changeRegistration(app, documentId, { mediatheque: target.documentId });
    await app.smtp.mailTo('nouvelle@example.org');
  });

  test('that edits without deciding mails nobody', async () => {
    const { documentId } = await makePatron(app, mediatheque);
    const before = await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').count();
    await changeRegistration(app, documentId, { lastName: 'Lefèvre' });
    expect(await stored(documentId)).toMatchObject({ searchText: expect.stringContaining('lefevre') });
    expect(await app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').count()).toBe(before);
  });
});
