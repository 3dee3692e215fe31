import { AS_MONITORING } from '../helpers/app';
import request from 'supertest';
import { proven, startNetwork, type Network } from '../helpers/faults';
import type { Registration } from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** Rule 15: the clock and the zone are the database's, whatever those of its servers are. */

const MINUTE = 60_000;

let network: Network;
const servers: ServerProcess[] = [];
let all: Registration[];

const start = async (env: Record<string, string>) => {
  const server = await startServerProcess({ env });
  servers.push(server);
  return server;
};

beforeAll(async () => {
  network = await startNetwork();
  // Before there is a server, which would send their first mails.
  all = await network.waiting(10);
});
afterAll(async () => {
  for (const server of servers) await server.end('SIGTERM');
  await network?.stop();
});

const columns = async (): Promise<{ name: string; type: string }[]> =>
  (
    await network.app.sql.raw(
      `select table_name || '.' || column_name as name, data_type as type from information_schema.columns where data_type like 'timestamp%'
       and (table_name like 'rn\\_%' or table_name = 'up_users' and column_name like '%\\_sent\\_at' or column_name = 'password_changed_at') order by 1`
    )
  ).rows;

test('times of earlier versions, written in the zone of their server, become points in time at a start in that zone', async () => {
  const sql = network.app.sql;
  const [patron] = all.splice(0, 1);
  const read = async () =>
    (await sql('rn_registrations').where({ id: patron.id }).first('created_at', 'updated_at')) as Record<string, Date>;
  const before = await read();
  for (const { name } of await columns()) {
    const [table, column] = name.split('.');
    await sql.raw(
      `alter table ${table} alter column ${column} type timestamp(6) using ${column} at time zone 'America/New_York'`
    );
  }
  expect(new Set((await columns()).map(({ type }) => type))).toEqual(new Set(['timestamp without time zone']));
  await start({ TZ: 'America/New_York' });
  expect(new Set((await columns()).map(({ type }) => type))).toEqual(new Set(['timestamp with time zone']));
  expect(await read()).toEqual(before);
});

test('two servers in different zones say the same of a mail that waits', async () => {
  const { smtp } = network;
  // West of the test's, too: Strapi itself keeps the end of a session in the zone of its server.
  await start({ TZ: 'Pacific/Honolulu' });
  const [patron] = all.splice(0, 1);
  smtp.play((step) => (step === 'RCPT' ? 450 : undefined));
  await network.refuse(servers[0], patron);
  await network.row(patron, ({ attempts }) => attempts === 1);
  const said = await Promise.all(
    servers.map(
      async ({ address }) =>
        (await request(address).get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200)).body.data
    )
  );
  for (const { oldestWaitingSeconds, alarm } of said) {
    expect(oldestWaitingSeconds).toBeLessThan(60);
    expect(alarm).toBeNull();
  }
  const shown = await Promise.all(
    servers.map(
      async ({ address }) =>
        (
          await request(address)
            .get(`/rn-subscriptions/registrations/${patron.documentId}/history`)
            .set('Authorization', `Bearer ${network.librarian.token}`)
            .expect(200)
        ).body.data
    )
  );
  expect(shown[0]).toEqual(shown[1]);
  expect(Math.abs(Date.now() - Date.parse(shown[0][0].at))).toBeLessThan(MINUTE);
  smtp.play(() => undefined);
  await network.app.sql('rn_outbox_mails').where({ state: 'waiting' }).update({ next_attempt_at: 0 });
  await until(network.unsent, (count) => count === 0, 20_000);
  proven({
    fault: 'Two servers in different time zones',
    promise: 'they say the same of the queue and of the history',
    measured: `${said.map(({ oldestWaitingSeconds }) => oldestWaitingSeconds).join(' and ')} s waited, the same history`,
  });
});

test('a server whose clock is ten minutes ahead does not take what another one is sending', async () => {
  const { smtp } = network;
  const [one, two] = servers;
  await two.ownClock(10 * MINUTE);
  const patrons = all.splice(0, 8);
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  // Each mail of the first server's is held until the other has looked at the queue, and sent what it found.
  smtp.play(async (step, { to }) => {
    if (step === 'DATA' && patrons.slice(0, 4).some(({ email }) => email === to)) await held;
    return undefined;
  });
  for (const patron of patrons.slice(0, 4)) await network.refuse(one, patron);
  await until(
    async () => smtp.reached.DATA,
    (count) => count >= 4
  );
  for (const patron of patrons.slice(4)) await network.refuse(two, patron);
  for (const patron of patrons.slice(4)) await network.row(patron, ({ state }) => state === 'sent');
  goOn();
  await until(network.unsent, (count) => count === 0, 20_000);
  const copies = patrons.map((patron) => network.copies(patron));
  expect(copies.map(({ length }) => length)).toEqual(patrons.map(() => 1));
  for (const [{ raw }] of copies) expect(raw).toContain('CANARI-FAUTE');
  proven({
    fault: 'The clock of one of two servers is ten minutes ahead',
    promise: 'every mail leaves once, with its reason',
    measured: `${patrons.length} decided, ${copies.flat().length} copies, 0 without their reason`,
  });
  await two.ownClock(0);
});
