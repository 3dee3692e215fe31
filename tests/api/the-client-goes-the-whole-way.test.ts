import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { createClient, SubscriptionsError, type ClientOptions } from '../../src/plugins/rn-subscriptions/client/src';
import { codeIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { changeRegistration, makeMediatheque, PASSWORD, signUpData } from '../helpers/people';

let app: App;

beforeAll(async () => {
  app = await startApp({ listen: true });
});
afterAll(() => app.stop());

const client = (options: Omit<ClientOptions, 'baseUrl'> = {}) =>
  createClient({ baseUrl: `${app.address}/api`, ...options });
const refusal = async (asked: Promise<unknown>): Promise<SubscriptionsError> => {
  const error = await asked.then(
    () => null,
    (thrown) => thrown
  );
  expect(error).toBeInstanceOf(SubscriptionsError);
  return error;
};

test('from the choice of a library to a resource that opens, and out again', async () => {
  await makeMediatheque(app, { city: 'Noyon' });
  await makeMediatheque(app, { city: 'Creil' });
  const { data: found } = await client().findMediatheques({ search: 'noyon' });
  expect(found.map(({ city }) => city)).toEqual(['Noyon']);
  const { data: all } = await client().findMediatheques();
  expect(all.map(({ city }) => city)).toEqual(['Creil', 'Noyon']);
  expect(await client().findChallenge()).toBeNull();

  const helene = signUpData(found[0]);
  const { data: taken } = await client({ locale: 'en' }).signUp(helene);
  expect(taken.message).toMatch(/^Your request has arrived/);
  const mail = await app.smtp.waitFor(({ receivers }) => receivers[0] === helene.email);
  const proof = { email: helene.email, code: codeIn(mail) };
  const { data: link } = await client().readLink(proof);
  expect(link).toMatchObject({ isOpen: false, people: [{ firstName: 'Hélène' }] });
  const [{ documentId }] = link.people;
  const opened = await client().openLink({ ...proof, password: PASSWORD, people: { [documentId]: 'family' } });
  if (!('jwt' in opened)) throw new Error('The account is not open.');

  const patron = client({ token: opened.jwt });
  const access = async () => (await patron.findOwnRegistrations()).data.map((one) => one.access);
  expect(await access()).toMatchObject([{ open: false, reason: 'pending' }]);
  const { data: changed } = await patron.changeRegistration({ documentId, cardNumber: 'A 12' });
  expect(changed.cardNumber).toBe('A 12');
  await changeRegistration(app, documentId, { state: 'validated', validFrom: todayInParis() });
  expect(await access()).toEqual([{ open: true }]);

  expect((await patron.exportAccount()).registrations).toHaveLength(1);
  expect(await patron.eraseAccount({ password: PASSWORD })).toBeNull();
  expect(await refusal(patron.findOwnRegistrations())).toMatchObject({ status: 401 });
});

test('a refusal says what is wrong, field by field, in the language that was asked for', async () => {
  const mediatheque = await makeMediatheque(app);
  const wrong = { ...signUpData(mediatheque), email: 'personne' };
  for (const [locale, message] of [
    ['fr', /^Certaines informations/],
    ['en', /^Some of the information/],
  ] as const) {
    const error = await refusal(client({ locale }).signUp(wrong));
    expect(error).toMatchObject({
      status: 400,
      retryAfter: null,
      problems: [{ field: 'email', code: 'invalidEmail' }],
    });
    expect(error.message).toMatch(message);
  }
});

test('what another server answers in its place is a refusal, too', async () => {
  const fetch = async () =>
    new Response('<html>', { status: 503, statusText: 'Busy', headers: { 'Retry-After': '5' } });
  expect(await refusal(client({ fetch }).health())).toMatchObject({
    status: 503,
    message: 'Busy',
    problems: [],
    retryAfter: 5,
  });
});
