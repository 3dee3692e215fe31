import { startApp, type App } from '../helpers/app';
import { changeRegistration, makeMediatheque, makePatron, signInPatron, type Mediatheque } from '../helpers/people';

const mine = '/api/rn-subscriptions/registrations/mine';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app, { city: 'Noyon', postalCode: '60400' });
});
afterAll(() => app.stop());

const newPatron = async () => {
  const registration = await makePatron(app, mediatheque, { cardNumber: 'C-1' });
  return { registration, ...(await signInPatron(app, registration.email)) };
};

describe('a patron', () => {
  test('sees own registrations, without internal columns', async () => {
    const { registration, get } = await newPatron();
    await newPatron();
    const { body } = await get(mine).expect(200);
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toEqual({
      documentId: registration.documentId,
      lastName: 'Dupont',
      firstName: 'Hélène',
      email: registration.email,
      birthDate: '1984-05-17',
      cardNumber: 'C-1',
      guardian: null,
      registeredOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      status: 'pending',
      validFrom: null,
      expiresOn: null,
      mediatheque: {
        documentId: mediatheque.documentId,
        label: 'Noyon — Bibliothèque municipale',
        name: 'Bibliothèque municipale',
        city: 'Noyon',
        postalCode: '60400',
      },
      access: { open: false, reason: 'pending', message: expect.stringContaining('en attente') },
    });
  });

  test('corrects own data while the request waits; what is left out stays', async () => {
    const { registration, put } = await newPatron();
    const { body } = await put(`${mine}/${registration.documentId}`, { lastName: ' Durand ', cardNumber: '' }).expect(
      200
    );
    expect(body.data).toMatchObject({ lastName: 'Durand', firstName: 'Hélène', cardNumber: null });
  });

  test('who named the wrong library names another, which gets the mail', async () => {
    const right = await makeMediatheque(app, { email: 'bonne@example.org' });
    const { registration, put } = await newPatron();
    const { body } = await put(`${mine}/${registration.documentId}`, { mediatheque: right.documentId }).expect(200);
    expect(body.data.mediatheque.label).toBe(right.label);
    await app.smtp.mailTo('bonne@example.org');
  });

  test.each([
    ['state', { state: 'validated' }, 'unknownField'],
    ['validFrom', { validFrom: '2026-01-01' }, 'unknownField'],
    ['email', { email: 'other@example.com' }, 'unknownField'],
    ['birthDate', { birthDate: '2999-01-01' }, 'futureDate'],
    ['mediatheque', { mediatheque: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, 'unknownMediatheque'],
  ])('changes no %s', async (field, data, code) => {
    const { registration, put } = await newPatron();
    const { body } = await put(`${mine}/${registration.documentId}`, data).expect(400);
    expect(body.error.details.errors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  test('changes nothing once the library has decided', async () => {
    const { registration, put } = await newPatron();
    await changeRegistration(app, registration.documentId, { state: 'refused' });
    const { body } = await put(`${mine}/${registration.documentId}`, { lastName: 'Durand' }).expect(403);
    expect(body.error.message).toContain('déjà été traitée');
  });

  test('gets the same 404 for somebody else’s registration and for none', async () => {
    const [one, other] = [await newPatron(), await newPatron()];
    const foreign = await one.put(`${mine}/${other.registration.documentId}`, { lastName: 'Volé' }).expect(404);
    const missing = await one.put(`${mine}/aaaaaaaaaaaaaaaaaaaaaaaa`, { lastName: 'Volé' }).expect(404);
    expect(foreign.body).toEqual(missing.body);
    await one.put(`${mine}/%00`, { lastName: 'Volé' }).expect(404);
  });

  test('signs in first; an admin’s token is none of theirs', async () => {
    await app.http().get(mine).expect(401);
    await app.http().get(mine).set('Authorization', 'Bearer nonsense').expect(401);
    const { registration } = await newPatron();
    await app.http().put(`${mine}/${registration.documentId}`).send({ lastName: 'X' }).expect(401);
  });
});

describe('the list of libraries', () => {
  test('holds the active ones by town, found by part of a town, without internal fields', async () => {
    await makeMediatheque(app, { city: 'Crèvecœur-le-Grand', name: 'Médiathèque' });
    await makeMediatheque(app, { city: 'Fermée', active: false });
    const all = (await app.http().get('/api/rn-subscriptions/mediatheques').expect(200)).body.data;
    const cities = all.map(({ city }: { city: string }) => city);
    expect(cities).toEqual([...cities].sort((a, b) => a.localeCompare(b, 'fr')));
    expect(cities).not.toContain('Fermée');
    for (const search of ['creve', 'CREVECOEUR', 'le grand mediatheque', 'crèvecœur-le']) {
      const { body } = await app.http().get('/api/rn-subscriptions/mediatheques').query({ search }).expect(200);
      expect(body.data).toEqual([
        {
          documentId: expect.any(String),
          label: 'Crèvecœur-le-Grand — Médiathèque',
          name: 'Médiathèque',
          city: 'Crèvecœur-le-Grand',
          postalCode: null,
        },
      ]);
    }
    expect((await app.http().get('/api/rn-subscriptions/mediatheques?search=60400')).body.data).toHaveLength(1);
    await app.http().get('/api/rn-subscriptions/mediatheques?populate=*').expect(400);
  });
});
