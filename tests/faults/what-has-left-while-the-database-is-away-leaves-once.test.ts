import { setDatabaseClock } from '../helpers/database-clock';
import { startDatabaseLine, type DatabaseLine } from '../helpers/database-line';
import { proven, startNetwork, type Network } from '../helpers/faults';
import type { Registration } from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** Rule 2: a living process knows what it has sent; the database learns of it once it is back, and nothing leaves twice meanwhile. */

const MINUTE = 60_000;
const COUNT = 8;

let network: Network;
let line: DatabaseLine;
let server: ServerProcess;
let all: Registration[];

beforeAll(async () => {
  network = await startNetwork({ SMTP_CONNECTIONS: String(COUNT) });
  // Before there is a server, which would send their first mails.
  all = await network.waiting(2 * COUNT);
  const port = process.env.DATABASE_PORT!;
  line = await startDatabaseLine(Number(port));
  process.env.DATABASE_PORT = String(line.port);
  server = await startServerProcess();
  process.env.DATABASE_PORT = port;
});
afterAll(async () => {
  await setDatabaseClock(0);
  await server?.end('SIGTERM');
  await line?.stop();
  await network?.stop();
});

test.each([
  ['for a moment', 0],
  ['for longer than a lease', 3 * MINUTE],
])('the database is away %s while mails leave', async (howLong, ahead) => {
  const { smtp } = network;
  const patrons = all.splice(0, COUNT);
  const reached = smtp.reached.body;
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  smtp.play(async (step) => {
    if (step === 'body') await held;
    return undefined;
  });
  for (const patron of patrons) await network.refuse(server, patron);
  await until(
    async () => smtp.reached.body - reached,
    (count) => count === COUNT
  );

  line.away(true);
  goOn();
  await until(
    async () => patrons.flatMap((patron) => network.copies(patron)).length,
    (count) => count === COUNT
  );
  await until(
    async () => server.logs(),
    (logs) => logs.includes('the mail queue could not be read or written')
  );
  await setDatabaseClock(ahead);
  line.away(false);

  for (const patron of patrons)
    expect(await network.row(patron, ({ state }) => state !== 'sending')).toMatchObject({
      state: 'sent',
      reason_lost: false,
    });
  const copies = patrons.map((patron) => network.copies(patron).length);
  expect(copies).toEqual(patrons.map(() => 1));
  await setDatabaseClock(0);
  proven({
    fault: `The database is away ${howLong} while mails leave`,
    promise: 'what has left is noted once it is back, and leaves once',
    measured: `${COUNT} decided, ${copies.reduce((sum, count) => sum + count)} copies`,
  });
});
