import { proven, startNetwork, type Network } from '../../helpers/faults';
import type { Registration } from '../../helpers/people';
import { startPostgres, type PostgresServer } from '../../helpers/postgres';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

const DECISIONS = 120;
const RESTARTS = 3;
const MINUTE = 60_000;

let postgres: PostgresServer;
let network: Network;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  // One of its own: the other tests' database must not go away.
  postgres = await startPostgres();
  process.env.TEST_POSTGRES = JSON.stringify(postgres);
  network = await startNetwork();
  servers = await Promise.all([startServerProcess(), startServerProcess()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await network?.stop();
  await postgres?.stop();
});

test('the database restarts three times while two librarians decide', async () => {
  const patrons = await network.waiting(DECISIONS);
  const lost: Registration[] = [];
  let answered = 0;
  const librarian = async (server: ServerProcess, own: Registration[]) => {
    for (const patron of own) {
      const status = await network.refuse(server, patron).then((answer) => answer.status, () => 0);
      answered += 1;
      if (status !== 200) lost.push(patron);
    }
  };
  const restarting = (async () => {
    for (let restart = 1; restart <= RESTARTS; restart += 1) {
      await until(async () => answered, (count) => count >= (DECISIONS / (RESTARTS + 1)) * restart, 60_000);
      await postgres.restart();
    }
  })();
  await Promise.all([librarian(servers[0], patrons.slice(0, DECISIONS / 2)), librarian(servers[1], patrons.slice(DECISIONS / 2)), restarting]);

  for (const server of servers) server.clock(3 * MINUTE);
  await until(network.unsent, (count) => count === 0, 60_000);
  const refused = new Set((await network.app.strapi.db.connection('rn_registrations').where({ state: 'refused' }).select('email')).map(({ email }) => email));
  const twice = patrons.filter((patron) => network.copies(patron).length > 1);
  for (const patron of patrons) {
    const copies = network.copies(patron);
    expect([patron.email, copies.length > 0]).toEqual([patron.email, refused.has(patron.email)]);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(copies.length > 0 ? 1 : 0);
  }
  // Whoever was told that it is saved was told the truth.
  for (const patron of patrons) if (!lost.includes(patron)) expect(refused.has(patron.email)).toBe(true);
  expect(twice.length).toBeLessThanOrEqual(RESTARTS * 2 * 10);
  expect(await network.placesOfReason(servers)).toEqual([]);
  proven({
    fault: `PostgreSQL restarts ${RESTARTS} times while two servers decide and send`,
    promise: 'the servers stay up; what was answered « Enregistré » is stored, and every stored decision has its mail',
    measured: `${DECISIONS} saves, ${lost.length} told to try again, ${refused.size} decided, ${refused.size} delivered, ${twice.length} second copies, reason at rest in 0 places`,
  });
});
