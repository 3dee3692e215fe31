import { startApp, type App } from '../helpers/app';
import { placesOf } from '../helpers/canary';
import { proven, REASON } from '../helpers/faults';
import {
  makeAdmin,
  makeMediatheque,
  makeRegistration,
  saveOf,
  storedRegistration,
  type Registration,
} from '../helpers/people';

/** More than the free room of a small database holds. */
const PATRONS = 60;
const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';

let app: App;
afterEach(() => app.stop());

/** Makes the database say that the disk is full, as it does; the answer makes room again. */
const fill: Record<string, () => Promise<() => Promise<unknown>>> = {
  sqlite: async () => {
    const sql = app.sql;
    // Not a page more than there are: what is free in them is soon used up.
    const [{ page_count: pages }] = await sql.raw('PRAGMA page_count');
    await sql.raw(`PRAGMA max_page_count = ${pages}`);
    return () => sql.raw('PRAGMA max_page_count = 1073741823');
  },
  postgres: async () => {
    const sql = app.sql;
    await sql.raw(
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`
    );
    await sql.raw('CREATE TRIGGER full_disk BEFORE INSERT ON rn_outbox_mails EXECUTE FUNCTION full_disk()');
    return () => sql.raw('DROP FUNCTION full_disk CASCADE');
  },
};

test.each(['sqlite', 'postgres'])('on %s', async (database) => {
  process.env.TEST_DATABASE = database;
  app = await startApp();
  const mediatheque = await makeMediatheque(app);
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  const patrons = [];
  for (let count = 0; count < PATRONS; count += 1)
    patrons.push(await makeRegistration(app, mediatheque, { lastName: 'Confidentiel' }));
  const refuse = async ({ documentId }: Registration) => {
    const path = `/rn-subscriptions/registrations/${documentId}`;
    return librarian.put(
      path,
      saveOf((await librarian.get(path)).body.data, { state: 'refused', refusalReason: REASON })
    );
  };

  const makeRoom = await fill[database]();
  let patron: Registration;
  let answer: Awaited<ReturnType<typeof refuse>>;
  do {
    patron = patrons.pop()!;
    answer = await refuse(patron);
  } while (answer.status === 200);
  expect(answer.status).toBe(503);
  expect(await storedRegistration(app, patron.documentId)).toMatchObject({ state: 'pending', version: patron.version });
  const mailsOf = () =>
    app.strapi.db.query(OUTBOX).count({ where: { registration: patron.documentId, kind: 'refused' } });
  expect(await mailsOf()).toBe(0);
  expect(await placesOf({ app, words: REASON, texts: { logs: app.logs(), answer: answer.text } })).toEqual([]);
  expect(app.logs()).not.toContain('Confidentiel');

  await makeRoom();
  expect((await refuse(patron)).status).toBe(200);
  await app.smtp.waitFor((mail) => mail.receivers[0] === patron.email && (mail.text ?? '').includes(REASON));
  expect(await mailsOf()).toBe(1);
  proven({
    fault: `The disk of ${database} is full while a decision is saved`,
    promise: 'nothing is stored by half; the same save works once there is room',
    measured: '1 decided, 1 copy, reason at rest in 0 places',
  });
});
