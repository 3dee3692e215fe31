import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startApp, type App } from '../helpers/app';
import { proven } from '../helpers/faults';
import { makeAdmin, makeMediatheque, makeRegistration } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';

/** Under Strapi's own `forceMigration`, one start at which the plugin does not load drops its tables; the next must count right. */

let app: App;
afterEach(() => app.stop());

test.each(['sqlite', 'postgres'])('on %s', async (database) => {
  process.env.TEST_DATABASE = database;
  app = await startApp();
  await makeRegistration(app, await makeMediatheque(app));
  const coordinator = await makeAdmin(app, { role: 'rn-coordinator' });
  const all = async () => (await coordinator.get('/rn-subscriptions/registrations').expect(200)).body.meta.counts.all;
  expect(await all()).toBe(1);

  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(__dirname, '../helpers/start-without-plugin.mjs')],
    { env: process.env, encoding: 'utf8', timeout: 120_000 }
  );
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  expect(await app.sql.schema.hasTable('rn_registrations')).toBe(false);

  const server = await startServerProcess();
  await server.end('SIGTERM');
  expect(await all()).toBe(0);
  const library = await makeMediatheque(app);
  const made = await Promise.all([1, 2, 3].map(() => makeRegistration(app, library)));
  expect(await all()).toBe(3);
  await app.sql('rn_registrations').where({ id: made[0].id }).delete();
  expect(await all()).toBe(2);
  expect(await app.strapi.plugin('rn-subscriptions').service('selfCheck').problems()).toEqual([]);
  proven({
    fault: `A start without the plugin drops its tables on ${database}`,
    promise: 'the next start makes them again, with all that counts and guards them',
    measured: '3 written, 1 deleted, 2 counted',
  });
});
