import type { Client } from 'pg';
import { startApp, type App } from '../helpers/app';
import { connect, proven } from '../helpers/faults';
import { until } from '../helpers/until';

let app: App;
let holder: Client;

beforeAll(async () => {
  app = await startApp();
  holder = await connect();
});
afterAll(async () => {
  await holder?.end();
  await app?.stop();
});

test('a database that may only be read is said to be one, to whoever monitors, until it can be written again', async () => {
  const health = async () => (await app.http().get('/api/rn-subscriptions/health')).status;
  /** For sessions that begin from now on; those of the application end. */
  const setReadOnly = async (to: 'on' | 'off') => {
    await holder.query(`alter database "${process.env.DATABASE_NAME}" set default_transaction_read_only = ${to}`);
    await holder.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
    );
  };
  expect(await health()).toBe(200);
  await setReadOnly('on');
  await until(health, (status) => status === 503, 30_000);
  await setReadOnly('off');
  await until(health, (status) => status === 200, 30_000);
  proven({
    fault: 'The database may only be read',
    promise: 'health answers 503 until it can be written again',
    measured: '200, 503, 200',
  });
});
