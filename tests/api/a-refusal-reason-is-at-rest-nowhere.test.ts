import fs from 'node:fs';
import path from 'node:path';
import { startApp, type App } from '../helpers/app';
import { makeAdmin, makeMediatheque, makePatron, saveOf, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';

const CANARY = 'CANARI-7f3a';

let app: App;
let mediatheque: Mediatheque;
let librarian: Awaited<ReturnType<typeof makeAdmin>>;
const answers: string[] = [];

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
  librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
});
afterAll(() => app.stop());

const path_ = (documentId: string) => `/rn-subscriptions/registrations/${documentId}`;

const refuse = async (documentId: string, refusalReason?: string) => {
  const opened = (await librarian.get(path_(documentId))).body.data;
  const answer = await librarian.put(path_(documentId), saveOf(opened, { state: 'refused', refusalReason }));
  answers.push(answer.text);
  return answer;
};

const filesBelow = (folder: string): string[] =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(full) : entry.isFile() ? [full] : [];
  });

/** What a file holds; the server makes and removes files of its own meanwhile, and one that is gone holds nothing. */
const contentOf = (file: string): Buffer => {
  try {
    return fs.readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
};

/** Every row of every table, as text: what a dump would hold. */
const dump = async () => {
  const knex = app.strapi.db.connection;
  const tables: string[] =
    app.database === 'sqlite'
      ? (await knex('sqlite_master').where({ type: 'table' }).select('name')).map(({ name }) => name)
      : (await knex('pg_tables').where({ schemaname: 'public' }).select('tablename')).map(({ tablename }) => tablename);
  const rows = await Promise.all(tables.map((table) => knex(table).select('*')));
  return JSON.stringify(rows);
};

const expectNowhere = async () => {
  if (app.database === 'postgres') await app.strapi.db.connection.raw('CHECKPOINT');
  const holding = filesBelow(app.databaseFolder).filter((file) => contentOf(file).includes(CANARY));
  expect(holding).toEqual([]);
  expect(await dump()).not.toContain(CANARY);
  expect(app.logs()).not.toContain(CANARY);
  expect(answers.join('\n')).not.toContain(CANARY);
};

describe('the reason of a refusal', () => {
  test('goes into the mail, as text, and stays nowhere else', async () => {
    const patron = await makePatron(app, mediatheque);
    const answer = await refuse(patron.documentId, `${CANARY} : pas <b>inscrit</b>\nchez nous {{mediatheque}}`);
    expect(answer.status).toBe(200);
    const mail = await app.smtp.waitFor((one) => one.receivers[0] === patron.email && /refusée/.test(one.text ?? ''));
    expect(mail.text).toContain(`${CANARY} : pas <b>inscrit</b>\nchez nous {{mediatheque}}`);
    expect(mail.html).toContain(`${CANARY} : pas &lt;b&gt;inscrit&lt;/b&gt;<br>chez nous {{mediatheque}}`);
    answers.push((await librarian.get(`${path_(patron.documentId)}/mails`)).text, (await librarian.get('/rn-subscriptions/registrations')).text);
    await expectNowhere();
  });

  test('is not stored while the SMTP server refuses the mail, nor by a save that fails', async () => {
    app.smtp.refuseWith(451);
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId, CANARY);
    const mails = async () => (await librarian.get(`${path_(patron.documentId)}/mails`)).body.data as { kind: string; state: string; attempts: number }[];
    await until(mails, (all) => all.some(({ kind, state, attempts }) => kind === 'refused' && state === 'waiting' && attempts === 1));
    await expectNowhere();

    const again = await refuse(patron.documentId, CANARY);
    expect(again.status).toBe(400);
    expect(again.body.error.details.errors[0]).toMatchObject({ field: 'refusalReason', code: 'notADecision' });
    await expectNowhere();

    app.smtp.refuseWith(null);
    await app.strapi.db.connection('rn_outbox_mails').where({ registration: patron.documentId }).update({ next_attempt_at: 0 });
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    await app.smtp.waitFor((one) => one.receivers[0] === patron.email && (one.text ?? '').includes(CANARY));
    await expectNowhere();
  });

  test('left empty leaves no hole in the mail', async () => {
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId);
    const mail = await app.smtp.waitFor((one) => one.receivers[0] === patron.email && /refusée/.test(one.text ?? ''));
    expect(mail.text).not.toContain('raison');
    expect(mail.text).toContain('rapprochez-vous de votre médiathèque');
  });

  test('is lost with the process that knew it: another sends the mail without, and the librarian sees it', async () => {
    app.smtp.refuseWith(451);
    const patron = await makePatron(app, mediatheque);
    await refuse(patron.documentId, CANARY);
    const row = { registration: patron.documentId, kind: 'refused' };
    await until(() => app.strapi.db.query('plugin::rn-subscriptions.outbox-mail').findOne({ where: row }), ({ attempts, state }) => attempts === 1 && state === 'waiting');
    // What a crash leaves: the row leased to a process that is gone, and a memory without the reason.
    app.strapi.plugin('rn-subscriptions').service('reasons').forget(`refused:${patron.documentId}:2`);
    await app.strapi.db.connection('rn_outbox_mails').where(row).update({ lease_token: 'gone', lease_until: 1, next_attempt_at: 0 });
    app.smtp.refuseWith(null);
    app.strapi.plugin('rn-subscriptions').service('dispatcher').wake();
    const mail = await app.smtp.waitFor((one) => one.receivers[0] === patron.email && /refusée/.test(one.text ?? ''));
    expect(mail.text).toContain('rapprochez-vous de votre médiathèque');
    const newest = async () => (await librarian.get(`${path_(patron.documentId)}/mails`)).body.data[0];
    expect(await until(newest, ({ state }) => state === 'sent')).toMatchObject({ kind: 'refused', reasonLost: true });
  });
});
