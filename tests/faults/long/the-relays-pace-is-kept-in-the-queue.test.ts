import { proven, startNetwork, type Network } from '../../helpers/faults';
import { changeRegistration, type Registration } from '../../helpers/people';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

/** With a limit for each minute, what waits for it waits in the queue: whom it goes to is read when its minute has come. */

const PER_MINUTE = 3;

let network: Network;
let server: ServerProcess;
let patrons: Registration[];

beforeAll(async () => {
  network = await startNetwork({ SMTP_MAILS_PER_MINUTE: String(PER_MINUTE) });
  // Before there is a server, which would send their first mails.
  patrons = await network.waiting(2 * PER_MINUTE);
  server = await startServerProcess();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await network?.stop();
});

test('three mails leave in the first minute, and the next three afterwards, to the addresses as they are by then', async () => {
  const { smtp, app } = network;
  const begun = Date.now();
  for (const patron of patrons) await network.refuse(server, patron);
  await until(
    async () => smtp.accepted.length,
    (count) => count >= PER_MINUTE
  );
  const late = patrons.filter((patron) => network.copies(patron).length === 0);
  expect(late).toHaveLength(PER_MINUTE);
  for (const { documentId } of late)
    await changeRegistration(app, documentId, { email: `corrige-${documentId}@example.com` });
  await until(network.unsent, (count) => count === 0, 90_000);
  expect(Date.now() - begun).toBeGreaterThan(55_000);
  expect(late.flatMap((patron) => network.copies(patron))).toEqual([]);
  const toNew = late.map(
    ({ documentId }) => smtp.accepted.filter(({ to }) => to === `corrige-${documentId}@example.com`).length
  );
  expect(toNew).toEqual(late.map(() => 1));
  proven({
    fault: 'Addresses are corrected while mails wait for their minute',
    promise: 'they go to the new addresses',
    measured: `${PER_MINUTE} at once, ${PER_MINUTE} a minute later, 0 to an old address`,
  });
});
