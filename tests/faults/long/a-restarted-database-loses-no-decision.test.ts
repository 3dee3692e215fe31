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
let patrons: Registration[];
let servers: ServerProcess[] = [];

beforeAll(async () => {
  // One of its own: the other tests' database must not go away.
  postgres = await startPostgres();
  process.env.TEST_POSTGRES = JSON.stringify(postgres);
  network = await startNetwork();
  patrons = await network.waiting(DECISIONS);
  servers = await Promise.all([startServerProcess(), startServerProcess()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await network?.stop();
  await postgres?.stop();
});

test(
  'the database restarts three times while two librarians decide',
  async () => {
    const isRefused = async ({ documentId }: Registration) =>
      (await network.app.sql('rn_registrations').where({ document_id: documentId }).first()).state === 'refused';
    let decided = 0;
    let inVain = 0;
    const librarian = async (server: ServerProcess, own: Registration[]) => {
      for (const patron of own) {
        // As people do: what was not answered is tried again, unless it turns out to be stored.
        const isDone = async () => {
          const status = await network.refuse(server, patron).then(
            (answer) => answer.status,
            () => 0
          );
          if (status !== 200) inVain += 1;
          return status === 200 || (await isRefused(patron).catch(() => false));
        };
        await until(isDone, (done) => done, 30_000);
        decided += 1;
      }
    };
    const restarting = (async () => {
      for (let restart = 1; restart <= RESTARTS; restart += 1) {
        await until(
          async () => decided,
          (count) => count >= (DECISIONS / (RESTARTS + 1)) * restart,
          60_000
        );
        await postgres.restart();
      }
    })();
    await Promise.all([
      librarian(servers[0], patrons.slice(0, DECISIONS / 2)),
      librarian(servers[1], patrons.slice(DECISIONS / 2)),
      restarting,
    ]);

    for (const server of servers) await server.clock(3 * MINUTE);
    // What a server held when the database went is left to it for a minute.
    await until(network.unsent, (count) => count === 0, 2 * MINUTE);
    const twice = patrons.filter((patron) => network.copies(patron).length > 1);
    for (const patron of patrons) {
      const copies = network.copies(patron);
      expect(await isRefused(patron)).toBe(true);
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    }
    expect(twice.length).toBeLessThanOrEqual(RESTARTS * 2 * 30);
    expect(await network.placesOfReason(servers)).toEqual([]);
    proven({
      fault: `PostgreSQL restarts ${RESTARTS} times while two servers decide and send`,
      promise: 'the servers stay up; a save that fails can be made again, and every stored decision has its mail',
      measured: `${DECISIONS} decided with ${inVain} saves in vain, ${DECISIONS} delivered, ${twice.length} second copies, reason at rest in 0 places`,
    });
  },
  5 * MINUTE
);
