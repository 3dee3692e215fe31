import type { OwnRegistration } from '../../src/plugins/rn-subscriptions/shared/contracts/public';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { accountOf, makeMediatheque, makePatron, PASSWORD, signInPatron, type Mediatheque } from '../helpers/people';

const today = todayInParis();
const ADDRESS = 'https://presse.example.org/secret-path';

let app: App;
let mediatheque: Mediatheque;
let resource: { documentId: string };

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  resource = await documentsOf(app, 'api::digital-resource.digital-resource').create({
    data: { name: 'La Presse en ligne', category: 'presse', description: 'Journaux', address: ADDRESS },
  });
});
afterAll(() => app.stop());

/** A signed-in patron whose registration holds these columns, whatever the rules of a decision say. */
const patronWith = async (columns: Record<string, unknown> = {}) => {
  const patron = await makePatron(app, mediatheque);
  if (Object.keys(columns).length > 0) await app.sql('rn_registrations').where({ id: patron.id }).update(columns);
  return { ...patron, ...(await signInPatron(app, patron.email)) };
};
const dayBefore = (date: string) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
const open = (patron: { post: (path: string) => any }) =>
  patron.post(`/api/digital-resources/${resource.documentId}/open`);

describe('a resource', () => {
  test('is in the public catalogue without the address that opens it', async () => {
    const answer = await app.http().get('/api/digital-resources').expect(200);
    expect(answer.body.data).toEqual([
      {
        documentId: resource.documentId,
        name: 'La Presse en ligne',
        category: 'presse',
        description: 'Journaux',
        logo: null,
      },
    ]);
    for (const query of ['?fields[0]=address', '?populate=*', '?filters[address][$contains]=secret', '?sort=address']) {
      expect((await app.http().get(`/api/digital-resources${query}`)).text).not.toContain('secret-path');
    }
    await app.http().get(`/api/digital-resources/${resource.documentId}`).expect(404);
  });

  test('opens on the last day, for the address in the answer', async () => {
    const patron = await patronWith({ state: 'validated', valid_from: addMonths(today, -12), expires_on: today });
    expect((await open(patron).expect(200)).body).toEqual({ data: { address: ADDRESS } });
    const { body } = await patron.get('/api/rn-subscriptions/registrations/mine').expect(200);
    expect(body.data[0]).toMatchObject({ status: 'validated', expiresOn: today, access: { open: true } });
  });

  test('does not open the day after, and says why', async () => {
    const patron = await patronWith({
      state: 'validated',
      valid_from: addMonths(today, -13),
      expires_on: dayBefore(today),
    });
    const answer = await open(patron).expect(403);
    expect(answer.body.error.details).toEqual({ reason: 'expired' });
    expect(answer.body.error.message).toBe('Votre abonnement a expiré. Réinscrivez-vous auprès de votre médiathèque.');
    const { body } = await patron.get('/api/rn-subscriptions/registrations/mine');
    expect(body.data[0]).toMatchObject({ status: 'expired', access: { open: false, reason: 'expired' } });
  });

  test('does not open while the request waits or after it was refused', async () => {
    expect((await open(await patronWith()).expect(403)).body.error.details).toEqual({ reason: 'pending' });
    const refused = await open(await patronWith({ state: 'refused' }))
      .set('Accept-Language', 'en')
      .expect(403);
    expect(refused.body.error).toMatchObject({
      details: { reason: 'refused' },
      message: 'Your request was refused. Please ask your library.',
    });
  });

  test('opens for an account of a family where one of its people has a valid subscription', async () => {
    const patron = await patronWith({ state: 'refused' });
    const account = await accountOf(app, patron.email);
    await documentsOf(app, 'plugin::rn-subscriptions.registration').create({
      data: {
        lastName: 'Dupont',
        firstName: 'Léo',
        email: patron.email,
        birthDate: '2015-03-02',
        mediatheque: mediatheque.documentId,
        account: account.id,
        state: 'validated',
        validFrom: today,
      },
    });
    await open(patron).expect(200);
    const { body } = await patron.get('/api/rn-subscriptions/registrations/mine');
    expect(body.data.map((one: OwnRegistration) => [one.firstName, one.status])).toEqual([
      ['Hélène', 'refused'],
      ['Léo', 'validated'],
    ]);
  });

  test('asks who does not say who they are to sign in', async () => {
    await open({ post: (path: string) => app.http().post(path) }).expect(401);
    const patron = await patronWith();
    await patron.post('/api/digital-resources/aaaaaaaaaaaaaaaaaaaaaaaa/open').expect(404);
    await app
      .http()
      .post('/api/auth/local/register')
      .send({ username: 'x', email: 'x@example.com', password: PASSWORD })
      .expect(400);
  });
});
