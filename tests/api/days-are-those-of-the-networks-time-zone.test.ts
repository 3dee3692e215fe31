import { addDays, addMonths, daysIn } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { makeAdmin, makeMediatheque, makeRegistration, saveOf, signUpData, type Mediatheque } from '../helpers/people';

/** Networks overseas: at an hour of the server at which Paris has another day. */
const ZONES = [
  { timeZone: 'America/Martinique', hour: 'T01:30:00Z', isAheadOfParis: false },
  { timeZone: 'Pacific/Noumea', hour: 'T14:30:00Z', isAheadOfParis: true },
];

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(ZONES)('in $timeZone', ({ timeZone, hour, isAheadOfParis }) => {
  let app: App;
  let mediatheque: Mediatheque;
  let librarian: Awaited<ReturnType<typeof makeAdmin>>;
  let today: string;
  let inParis: string;

  beforeAll(async () => {
    app = await startApp({ env: { TIME_ZONE: timeZone } });
    mediatheque = await makeMediatheque(app);
    const now = new Date(new Date(Date.now() + DAY_MS).toISOString().slice(0, 10) + hour);
    [today, inParis] = [timeZone, 'Europe/Paris'].map((zone) => daysIn(zone)(now));
    await app.clock(now.getTime() - Date.now());
    librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  });
  afterAll(async () => {
    await app.clock(0);
    await app.stop();
  });

  const save = async (validFrom: string) => {
    const patron = await makeRegistration(app, mediatheque);
    return librarian.put(
      `/rn-subscriptions/registrations/${patron.documentId}`,
      saveOf(patron, { state: 'validated', validFrom })
    );
  };

  test('panel and website are told of the day and the zone', async () => {
    expect(today).toBe(addDays(inParis, isAheadOfParis ? 1 : -1));
    expect((await librarian.get('/rn-subscriptions/me').expect(200)).body.data).toMatchObject({ today, timeZone });
    expect((await app.http().get('/api/rn-subscriptions/sign-up-terms').expect(200)).body.data).toMatchObject({
      timeZone,
    });
  });

  test('a subscription begins on that day at the latest, and ends a year later', async () => {
    const answer = await save(today);
    expect(answer.body).toMatchObject({ data: { validFrom: today, expiresOn: addMonths(today, 12) } });
    const tomorrow = await save(addDays(today, 1));
    expect(tomorrow.status).toBe(400);
    expect(tomorrow.body.error.details.errors).toEqual([expect.objectContaining({ code: 'futureDate' })]);
  });

  test('nobody is born later: on the website, and in the panel', async () => {
    const birthDate = addDays(today, 1);
    const signUp = await app
      .http()
      .post('/api/rn-subscriptions/registrations')
      .send({ ...signUpData(mediatheque), birthDate });
    expect([signUp.status, signUp.body.error?.details.errors]).toEqual([
      400,
      [expect.objectContaining({ field: 'birthDate', code: 'futureDate' })],
    ]);
    const patron = await makeRegistration(app, mediatheque);
    const saved = await librarian.put(
      `/rn-subscriptions/registrations/${patron.documentId}`,
      saveOf(patron, { birthDate })
    );
    expect([saved.status, saved.body.error?.details.errors]).toEqual([
      400,
      [expect.objectContaining({ field: 'birthDate', code: 'futureDate' })],
    ]);
  });

  test('its last day is valid and the next is not, in the list, its counts, its export and for a resource', async () => {
    const library = await makeMediatheque(app);
    const reader = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [library] });
    const expiring = (lastName: string, expiresOn: string) =>
      makeRegistration(
        app,
        library,
        { lastName },
        { state: 'validated', valid_from: addMonths(expiresOn, -12), expires_on: expiresOn }
      );
    await expiring('Encore', today);
    await expiring('Hier', addDays(today, -1));
    const list = async (query: Record<string, string>) =>
      (await reader.get('/rn-subscriptions/registrations').query(query).expect(200)).body;
    const shown = async (query: Record<string, string>) =>
      (await list(query)).data.map(({ lastName, status }: Record<string, string>) => `${lastName} ${status}`).sort();
    expect(await shown({})).toEqual(['Encore validated', 'Hier expired']);
    expect(await shown({ status: 'expired' })).toEqual(['Hier expired']);
    expect(await shown({ search: 'encore' })).toEqual(['Encore validated']);
    expect((await list({})).meta.counts).toMatchObject({ validated: 1, expired: 1 });
    const { text } = await reader.get('/rn-subscriptions/registrations/export').query({ sort: 'name' }).expect(200);
    expect(text).toMatch(/Encore.*;validé;/);
    expect(text).toMatch(/Hier.*;expiré;/);
  });

  test('a sign-up and the night’s work are of that day', async () => {
    const data = signUpData(mediatheque);
    await app.http().post('/api/rn-subscriptions/registrations').send(data).expect(202);
    expect(await app.sql('rn_registrations').where({ email: data.email }).first('registered_on')).toEqual({
      registered_on: today,
    });
    expect((await app.strapi.plugin('rn-subscriptions').service('retention').run()).day).toBe(today);
  });
});
