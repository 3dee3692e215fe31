import fs from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { AS_MONITORING, startApp, type App } from '../helpers/app';
import { proven } from '../helpers/faults';
import { makeMediatheque, makeRegistration, type Mediatheque } from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** A hold is a word to people: killed servers, several at once and a restart must never raise one. */

/** Half a minute each: `npm run test:faults` tries more. */
const KILLS = process.env.LONG_FAULTS ? 5 : 2;

let app: App;
let library: Mediatheque;
const rows = () => app.sql('rn_outbox_mails');
const holdOf = async ({ address }: ServerProcess) =>
  (await request(address).get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200)).body.data.hold;
const queue = (count: number) => Promise.all(Array.from({ length: count }, () => makeRegistration(app, library)));
const unsent = async (): Promise<number> =>
  Number((await rows().whereNot({ state: 'sent' }).count({ count: '*' }).first())?.count);

/** Starts a server with other settings than this test's application. */
const startWith = async (env: Record<string, string>) => {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return await startServerProcess();
  } finally {
    process.env = before;
  }
};

beforeAll(async () => {
  app = await startApp();
  library = await makeMediatheque(app);
});
afterAll(() => app.stop());

test('servers that are killed while they send, and start again, two at a time and on one folder, hold nothing', async () => {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await queue(10);
    // Before they start: they may have sent all of it by the time that they answer.
    const sent = app.smtp.mails.length;
    const servers = await Promise.all([startServerProcess(), startServerProcess()]);
    expect(await Promise.all(servers.map(holdOf))).toEqual([null, null]);
    await until(
      async () => app.smtp.mails.length,
      (count) => count > sent,
      40_000
    );
    for (const server of servers) await server.end('SIGKILL');
    await rows().where({ state: 'sending' }).update({ lease_until: 1 });
  }
  const last = await startServerProcess();
  await until(unsent, (count) => count === 0, 40_000);
  expect(await holdOf(last)).toBeNull();
  await last.end('SIGTERM');
  proven({
    fault: `Two servers on one folder, killed ${KILLS} times while they send`,
    promise: 'no start takes it for a restored backup',
    measured: `${KILLS + 1} starts, 0 holds, 0 mails unsent`,
  });
});

test('a further server with a folder of its own mails nothing until it is let in; the first goes on', async () => {
  const first = await startServerProcess();
  const other = { STATE_FOLDER: path.join(process.env.STATE_FOLDER!, '..', 'other') };
  const second = await startWith(other);
  expect([await holdOf(first), await holdOf(second)]).toEqual([null, 'folderLost']);
  await queue(3);
  await until(unsent, (count) => count === 0, 40_000);
  await app.strapi.plugin('rn-subscriptions').service('hold').release({ send: 'all' });
  expect(await holdOf(second)).toBeNull();
  await second.end('SIGTERM');
  const again = await startWith(other);
  expect(await holdOf(again)).toBeNull();
  for (const server of [first, again]) await server.end('SIGTERM');
});

test('a production server does not start where its folder, or the ledger of erasures, cannot be written', async () => {
  const file = path.join(process.env.STATE_FOLDER!, 'a-file');
  fs.writeFileSync(file, '');
  const production = { NODE_ENV: 'production', PUBLIC_URL: app.address, SMTP_FROM: 'ressources@oise.fr' };
  await expect(startWith({ ...production, STATE_FOLDER: path.join(file, 'state') })).rejects.toThrow(
    /rn-subscriptions: the folder \S+a-file\/state cannot be written \(ENOTDIR\)/
  );
  await expect(startWith({ ...production, ERASURE_LEDGER: path.join(file, 'ledger') })).rejects.toThrow(
    /rn-subscriptions: the ledger of erasures \S+a-file\/ledger cannot be written \(ENOTDIR\)/
  );
});
