import { startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';
import { quietQueue } from '../helpers/corrections';
import { whileBroken } from '../helpers/openapi';
import { makeMediatheque, makePatron, signInPatron, signUpData, type Mediatheque } from '../helpers/people';

const UID = 'plugin::rn-subscriptions.registration';
const SIGN_UP = '/api/rn-subscriptions/registrations';

/** The database refuses whoever bears this name, after all that the hooks do: nothing of the code knows of it. */
const NAME = 'Refusé-par-la-base';

let app: App;
let mediatheque: Mediatheque;
const run = (sql: string) => app.sql.raw(sql);

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  if (app.database === 'sqlite') {
    await run(
      `create trigger no_such_name before insert on rn_registrations when new.last_name = '${NAME}' begin select raise(abort, 'refused by the test'); end`
    );
  } else {
    await run(
      `create function no_such_name() returns trigger language plpgsql as $$ begin raise exception 'refused by the test'; end $$`
    );
    await run(
      `create trigger no_such_name before insert on rn_registrations for each row when (new.last_name = '${NAME}') execute function no_such_name()`
    );
  }
});
afterAll(() => app.stop());

const TABLES = [
  'rn_registrations',
  'rn_registration_events',
  'rn_outbox_mails',
  'up_users',
  'rn_registrations_account_lnk',
];

/** The ids of all that a registration brings with it. */
const everything = async () => {
  await quietQueue(app);
  return Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => [table, (await app.sql(table).orderBy('id').pluck('id')) as number[]])
    )
  );
};

test('where the database refuses the row, a sign-up leaves neither account, history nor mail', async () => {
  const before = await everything();
  const answer = await whileBroken(() =>
    app
      .http()
      .post(SIGN_UP)
      .send(signUpData(mediatheque, { lastName: NAME }))
  );
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(await everything()).toEqual(before);
  // It was for the name, and for nothing else.
  await app.http().post(SIGN_UP).send(signUpData(mediatheque)).expect(202);
  const after = await everything();
  for (const table of TABLES) expect([table, after[table].length > before[table].length]).toEqual([table, true]);
});

test('where the database refuses the row, a person added to an account leaves neither history nor mail', async () => {
  const { email } = await makePatron(app, mediatheque);
  const patron = await signInPatron(app, email);
  const person = { lastName: NAME, firstName: 'Luc', birthDate: '1990-02-03', mediatheque: mediatheque.documentId };
  const before = await everything();
  const answer = await whileBroken(() => patron.post(`${SIGN_UP}/mine`, person));
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(await everything()).toEqual(before);
  await patron.post(`${SIGN_UP}/mine`, { ...person, lastName: 'Dupont' }).expect(201);
});

test('where the database refuses the row, a script leaves neither history nor mail', async () => {
  const before = await everything();
  await expect(
    documentsOf(app, UID).create({ data: signUpData(mediatheque, { lastName: NAME }) })
  ).rejects.toMatchObject({ message: expect.stringContaining('refused by the test') });
  expect(await everything()).toEqual(before);
  await documentsOf(app, UID).create({ data: signUpData(mediatheque) });
});

test('a script that creates one outside of a transaction is refused, and nothing is stored', async () => {
  const before = await everything();
  const data = signUpData(mediatheque);
  await expect(app.strapi.db.query(UID).create({ data })).rejects.toThrow('strapi.db.transaction()');
  expect(await everything()).toEqual(before);
  await app.strapi.db.transaction(() => app.strapi.db.query(UID).create({ data }));
  expect((await everything()).rn_registrations).toHaveLength(before.rn_registrations.length + 1);
});
