import { addDays, addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { openLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import {
  makeAdmin,
  makeMediatheque,
  makePatron,
  makeRegistration,
  saveOf,
  signUpData,
  type Registration,
} from '../helpers/people';
import { until } from '../helpers/until';

const TEMPLATE = 'plugin::rn-subscriptions.mail-template';

let app: App;
let library: Awaited<ReturnType<typeof makeMediatheque>>;
let librarian: Awaited<ReturnType<typeof makeAdmin>>;
beforeAll(async () => {
  app = await startApp({ listen: true });
  library = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [library] });
});
afterAll(() => app?.stop());

const host = () => app.strapi.plugin('rn-subscriptions').service('host');
const signUp = (data: Record<string, unknown> = {}) => {
  const request = signUpData(library, data);
  return { request, sent: app.http().post('/api/rn-subscriptions/registrations').send(request).expect(202) };
};
const decide = (registration: Registration, data: Record<string, unknown>) =>
  librarian.put(`/rn-subscriptions/registrations/${registration.documentId}`, saveOf(registration, data));
const hasCome = async (heard: unknown[]) =>
  until(
    async () => heard,
    (all) => all.length > 0
  );

describe('what has been committed is heard, and says nobody’s name', () => {
  test('a sign-up, a decision, an erasure, each by documentIds', async () => {
    const heard: any[] = [];
    const ends = ['registrationRequested', 'registrationDecided', 'registrationChanged', 'registrationErased'].map(
      (name) => host().on(name, (event: unknown) => heard.push(event))
    );
    const patron = await makePatron(app, library, { lastName: 'Silencieux' });
    await until(
      async () => heard,
      (all) => all.length === 1
    );
    const validFrom = addDays(todayInParis(), -3);
    await decide(patron, { state: 'validated', validFrom }).expect(200);
    await until(
      async () => heard,
      (all) => all.length === 2
    );
    await librarian.delete(`/rn-subscriptions/registrations/${patron.documentId}`).expect(204);
    await until(
      async () => heard,
      (all) => all.length === 3
    );
    ends.forEach((end) => end());
    const about = { registration: patron.documentId, mediatheque: library.documentId };
    expect(heard).toEqual([
      { name: 'registrationRequested', ...about },
      {
        name: 'registrationDecided',
        ...about,
        from: 'pending',
        to: 'validated',
        validFrom,
        expiresOn: addMonths(validFrom, 12),
      },
      { name: 'registrationErased', ...about },
    ]);
    expect(JSON.stringify(heard)).not.toMatch(/Silencieux|@example/);
  });

  test('the person comes where the host asks for it', async () => {
    const heard: any[] = [];
    const end = host().on('registrationRequested', (event: unknown) => heard.push(event), { withPerson: true });
    await makePatron(app, library, { lastName: 'Nommé', cardNumber: '0042' });
    await hasCome(heard);
    end();
    expect(heard[0].person).toMatchObject({ lastName: 'Nommé', cardNumber: '0042' });
  });

  test('whoever opens an account by its link is heard of', async () => {
    const heard: any[] = [];
    const end = host().on('accountConfirmed', (event: unknown) => heard.push(event));
    const { request, sent } = signUp({ lastName: 'Ouvrant' });
    await sent;
    const receipt = await app.smtp.waitFor(({ receivers }) => receivers[0] === request.email);
    const [{ documentId }] = await app.strapi.db
      .query('plugin::rn-subscriptions.registration')
      .findMany({ where: { email: request.email } });
    await openLink(app, { token: tokenIn(receipt), people: { [documentId]: 'family' } }).expect(200);
    await hasCome(heard);
    end();
    const account = await app.strapi.db
      .query('plugin::users-permissions.user')
      .findOne({ where: { email: request.email } });
    expect(heard).toEqual([{ name: 'accountConfirmed', account: account.id }]);
  });

  test('what is refused or rolled back is not', async () => {
    const heard: unknown[] = [];
    const end = host().on('registrationRequested', (event: unknown) => heard.push(event));
    await expect(
      app.strapi.db.transaction(async () => {
        await app.strapi
          .documents('plugin::rn-subscriptions.registration' as any)
          .create({ data: signUpData(library) as any });
        throw new Error('the host thought better of it');
      })
    ).rejects.toThrow('thought better');
    await makePatron(app, library);
    await hasCome(heard);
    end();
    expect(heard).toHaveLength(1);
  });

  test('a listener that fails keeps nobody from hearing, and only its code is logged', async () => {
    const heard: unknown[] = [];
    const ends = [
      host().on('registrationRequested', () => {
        throw new Error('Madame Secrète cannot be written to the other system');
      }),
      host().on('registrationRequested', (event: unknown) => heard.push(event)),
    ];
    await makePatron(app, library);
    await hasCome(heard);
    ends.forEach((end) => end());
    expect(app.logs()).toMatch(/host’s listener of registrationRequested failed/);
    expect(app.logs()).not.toMatch(/Secrète/);
  });

  test('the end of a subscription is told once, the days of a server that was down among them', async () => {
    const today = todayInParis();
    const told = async (expiresOn: string) => {
      const { documentId } = await makeRegistration(
        app,
        library,
        {},
        { state: 'validated', valid_from: addMonths(expiresOn, -12), expires_on: expiresOn }
      );
      return { name: 'registrationExpired', registration: documentId, mediatheque: library.documentId, expiresOn };
    };
    const heard: unknown[] = [];
    const end = host().on('registrationExpired', (event: unknown) => heard.push(event));
    const tell = () => app.strapi.plugin('rn-subscriptions').service('expiries').tell();
    const runs = () => app.strapi.db.query('plugin::rn-subscriptions.job-run');
    const lastDay = (day: string) => runs().update({ where: { name: 'expiries' }, data: { day } });

    const yesterday = await told(addDays(today, -1));
    await told(today);
    await tell();
    expect(heard).toEqual([yesterday]);
    await tell();
    expect(heard).toHaveLength(1);

    const [threeDaysAgo] = [await told(addDays(today, -3))];
    await told(addDays(today, -8));
    await lastDay(addDays(today, -4));
    await tell();
    end();
    expect(heard.slice(1)).toEqual([threeDaysAgo, yesterday]);
  });
});

describe('a mail that is about to leave', () => {
  // What a test has added stays for the others: each is told by its patron's name.
  test('may be said in other words, and goes to nobody else', async () => {
    host().beforeMail((mail: any) =>
      mail.text.includes('Reformulé')
        ? { ...mail, subject: `Mairie\r\nBcc: evil@example.com`, text: `Bonjour\n${mail.text}`, to: 'evil@example.com' }
        : mail
    );
    const { request, sent } = signUp({ lastName: 'Reformulé' });
    await sent;
    const mail = await app.smtp.waitFor(({ receivers }) => receivers[0] === request.email);
    expect(mail.subject).toBe('Mairie Bcc: evil@example.com');
    expect(mail.text).toMatch(/^Bonjour/);
    expect(mail.receivers).toEqual([request.email]);
    expect(app.smtp.mails.filter(({ receivers }) => receivers.includes('evil@example.com'))).toEqual([]);
  });

  test('may be stopped: it does not leave, is not tried again, and troubles no coordinator', async () => {
    host().beforeMail((mail: any) => (mail.text.includes('Arrêté') && mail.kind === 'receipt' ? null : mail));
    const patron = await makePatron(app, library, { lastName: 'Arrêté' });
    const [mail] = await until(
      () =>
        app.strapi.db
          .query('plugin::rn-subscriptions.outbox-mail')
          .findMany({ where: { registration: patron.documentId, kind: 'receipt' } }),
      ([one]) => one.state === 'dismissed'
    );
    expect(mail).toMatchObject({ lastErrorCode: 'STOPPED_BY_HOST', facts: null });
    expect(app.smtp.mails.filter(({ receivers }) => receivers[0] === patron.email)).toEqual([]);
    const { body } = await librarian.get(`/rn-subscriptions/registrations/${patron.documentId}/mails`).expect(200);
    expect(body.data.find(({ kind }: any) => kind === 'receipt')).toMatchObject({
      state: 'dismissed',
      failure: 'stoppedByHost',
    });
  });

  test('says what the host adds to its template, which is refused before', async () => {
    const data = {
      kind: 'receipt',
      language: 'fr',
      subject: 'Reçu',
      body: 'Ouvert : {{openingHours}}. {{patronName}}',
    };
    const save = () => app.strapi.documents(TEMPLATE as any).create({ data: data as any });
    await expect(save()).rejects.toThrow('openingHours');
    host().addMailVariables({
      names: ['openingHours'],
      valuesOf: ({ mediatheque }: any) => ({ openingHours: `14 h – 18 h (${mediatheque === library.documentId})` }),
    });
    expect(() => host().addMailVariables({ names: ['patronName'], valuesOf: () => ({}) })).toThrow('patronName');
    await save();
    const { request, sent } = signUp({ lastName: 'Horaire' });
    await sent;
    const mail = await app.smtp.waitFor(({ receivers }) => receivers[0] === request.email);
    expect(mail.text).toContain('Ouvert : 14 h – 18 h (true). Hélène Horaire');
  });
});

test('the host says who is there already', async () => {
  host().replaceDuplicateCheck(({ person, people }: any) =>
    people.some(({ cardNumber }: any) => cardNumber && cardNumber === person.cardNumber)
  );
  const email = 'jumeaux@example.com';
  const registered = () => app.strapi.db.query('plugin::rn-subscriptions.registration').count({ where: { email } });
  for (const cardNumber of ['1', '2', '2']) await signUp({ email, cardNumber }).sent;
  expect(await registered()).toBe(2);
});
