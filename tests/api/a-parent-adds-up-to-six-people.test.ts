import type { FieldProblem } from '../../src/plugins/rn-subscriptions/shared/contracts/admin';
import type { OwnRegistration } from '../../src/plugins/rn-subscriptions/shared/contracts/public';
import { todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import {
  accountOf,
  changeRegistration,
  makeAdmin,
  makeMediatheque,
  makePatron,
  PASSWORD,
  signInPatron,
  type Mediatheque,
} from '../helpers/people';

const MINE = '/api/rn-subscriptions/registrations/mine';
const REGISTRATION = 'plugin::rn-subscriptions.registration';
const today = todayInParis();
const MINOR = `${Number(today.slice(0, 4)) - 8}-03-02`;

let app: App;
let own: Mediatheque;
let other: Mediatheque;

beforeAll(async () => {
  app = await startApp({ env: { REQUESTS_PER_ADDRESS: '9' } });
  own = await makeMediatheque(app);
  other = await makeMediatheque(app);
});
afterAll(() => app.stop());

const makeParent = async () => {
  const parent = await makePatron(app, own, { firstName: 'Jeanne' });
  const { id } = await accountOf(app, parent.email);
  return { parent, account: id as number, ...(await signInPatron(app, parent.email)) };
};
const child = (firstName: string, data: object = {}) => ({
  lastName: 'Dupont',
  firstName,
  birthDate: MINOR,
  mediatheque: other.documentId,
  guardianName: 'Jeanne Dupont',
  guardianWording: '1',
  ...data,
});
const peopleOf = (account: number) =>
  app.strapi.db.query(REGISTRATION).findMany({ where: { account: { id: account } }, orderBy: { id: 'asc' } });
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();

test('a parent adds a child, with a library, a status and mails of its own', async () => {
  const { parent, post, get } = await makeParent();
  const { body } = await post(MINE, child('Noé', { cardNumber: 'C-7' })).expect(201);
  expect(body.data).toMatchObject({
    firstName: 'Noé',
    email: parent.email,
    status: 'pending',
    cardNumber: 'C-7',
    guardian: { name: 'Jeanne Dupont', agreedOn: today, wording: '1' },
    mediatheque: { documentId: other.documentId },
    access: { open: false, reason: 'pending' },
  });
  const toLibrary = await app.smtp.waitFor(
    (mail) => mail.receivers[0] === other.email && mail.text!.includes(body.data.documentId)
  );
  expect(toLibrary.text).toContain('l’accord d’un parent ou responsable légal, Jeanne Dupont.');
  const receipt = await app.smtp.waitFor(
    (mail) => mail.receivers[0] === parent.email && /Noé Dupont/.test(mail.subject!)
  );
  expect(receipt.text).toMatch(/^Bonjour Jeanne Dupont,\n\nLa demande d’inscription pour Noé Dupont/);

  await changeRegistration(app, body.data.documentId, { state: 'validated', validFrom: today });
  const mine = (await get(MINE).expect(200)).body;
  expect(mine.data.map(({ firstName, status }: OwnRegistration) => [firstName, status])).toEqual([
    ['Jeanne', 'pending'],
    ['Noé', 'validated'],
  ]);
  expect(mine.meta).toEqual({ addressConfirmed: true, newAddress: null, accountStays: false, asked: [], most: 6 });
});

test('one valid subscription on the account opens the resources; else the nearest to one says why not', async () => {
  const { parent, post } = await makeParent();
  const added = (await post(MINE, child('Léa')).expect(201)).body.data;
  const { documentId } = await documentsOf(app, 'api::digital-resource.digital-resource').create({
    data: { name: 'Presse', category: 'presse', address: 'https://example.org/' },
  });
  const open = () => post(`/api/digital-resources/${documentId}/open`);
  await changeRegistration(app, parent.documentId, { state: 'refused' });
  expect((await open().expect(403)).body.error.details.reason).toBe('pending');
  await changeRegistration(app, added.documentId, { state: 'validated', validFrom: today });
  await open().expect(200);
});

test('the two libraries see one person each', async () => {
  const { parent, post } = await makeParent();
  const added = (await post(MINE, child('Tom')).expect(201)).body.data;
  const [first, second] = await Promise.all(
    [own, other].map((one) => makeAdmin(app, { role: 'rn-librarian', mediatheques: [one] }))
  );
  const at = (documentId: string) => `/rn-subscriptions/registrations/${documentId}`;
  await second.get(at(added.documentId)).expect(200);
  await first.get(at(added.documentId)).expect(404);
  await second.get(at(parent.documentId)).expect(404);
});

describe('is refused', () => {
  let parent: Awaited<ReturnType<typeof makeParent>>;
  beforeAll(async () => {
    parent = await makeParent();
  });

  test.each([
    [
      'a child without an agreement',
      { guardianName: undefined, guardianWording: undefined },
      { guardianName: 'guardianNeeded', guardianWording: 'agreementNeeded' },
    ],
    [
      'an adult with a guardian',
      { birthDate: '1984-05-17' },
      { guardianName: 'guardianNotNeeded', guardianWording: 'guardianNotNeeded' },
    ],
    ['an address of its own', { email: 'noe@example.com' }, { email: 'unknownField' }],
    ['an unknown library', { mediatheque: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, { mediatheque: 'unknownMediatheque' }],
    ['no library', { mediatheque: undefined }, { mediatheque: 'required' }],
  ])('%s', async (_what, data, codes) => {
    const { account, post } = parent;
    const { body } = await post(MINE, child('Noé', data)).expect(400);
    expect(Object.fromEntries(body.error.details.errors.map(({ field, code }: FieldProblem) => [field, code]))).toEqual(
      codes
    );
    expect(await peopleOf(account)).toHaveLength(1);
  });

  test('who is not signed in', async () => {
    await app.http().post(MINE).send(child('Noé')).expect(401);
  });

  test('the same person twice at one library, however the name is written; not at another library', async () => {
    const { account, post } = await makeParent();
    await post(MINE, child('Noé')).expect(201);
    const { body } = await post(MINE, child(' NOE', { lastName: 'DUPONT' })).expect(409);
    expect(body.error.message).toBe('Cette personne est déjà inscrite à cette médiathèque avec votre compte.');
    await post(MINE, child('Noé', { mediatheque: own.documentId })).expect(201);
    expect(await peopleOf(account)).toHaveLength(3);
  });

  test('more than six, also where eight are sent at once', async () => {
    const { account, post } = await makeParent();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_none, number) => post(MINE, child(`Enfant ${number}`)))
    );
    expect(statusesOf(answers)).toEqual([201, 201, 201, 201, 201, 409, 409, 409]);
    expect(await peopleOf(account)).toHaveLength(6);
    const { body } = await post(MINE, child('Septième')).set('Accept-Language', 'en').expect(409);
    expect(body.error.message).toBe(
      'An account holds at most 6 registrations. For one more person, create an account with another e-mail address.'
    );
  });

  test('the same person sent five times at once is there once', async () => {
    const { account, post } = await makeParent();
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(MINE, child('Noé'))));
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409, 409]);
    expect(await peopleOf(account)).toHaveLength(2);
  });

  test('what comes too often in an hour', async () => {
    const { post } = await makeParent();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_none, number) => post(MINE, child(`Enfant ${number}`)))
    );
    expect(statusesOf(answers).filter((status) => status === 429)).toHaveLength(3);
  });
});

test('an account that is erased while somebody is being added leaves nobody behind', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { parent, post, delete: remove } = await makeParent();
    const [erased] = await Promise.all([
      remove('/api/rn-subscriptions/account', { password: PASSWORD }),
      post(MINE, child('Noé')),
      post(MINE, child('Léa')),
    ]);
    expect(erased.status).toBe(204);
    expect(await app.strapi.db.query(REGISTRATION).count({ where: { email: parent.email } })).toBe(0);
  }
});
