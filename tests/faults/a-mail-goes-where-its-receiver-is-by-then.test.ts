import request from 'supertest';
import { proven, startNetwork, type Network } from '../helpers/faults';
import { changeRegistration, type Registration } from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** Rule 12: whom a mail goes to is read last thing before it is handed over, however long it has waited for that. */

let network: Network;
let server: ServerProcess;
let patrons: Registration[];

beforeAll(async () => {
  network = await startNetwork({ SMTP_CONNECTIONS: '1' });
  // Before there is a server, which would send their first mails.
  patrons = await network.waiting(3);
  server = await startServerProcess();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await network?.stop();
});

test('an address that was corrected and a person who was erased while mails wait for a slow server get nothing at the old address', async () => {
  const { smtp, app } = network;
  const [first, corrected, erased] = patrons;
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  smtp.play(async (step, { to }) => {
    if (step === 'DATA' && to === first.email) await held;
    return undefined;
  });
  for (const patron of [first, corrected, erased]) await network.refuse(server, patron);
  await until(
    async () => smtp.reached.DATA,
    (count) => count === 1
  );

  await changeRegistration(app, corrected.documentId, { email: 'corrigee@example.com' });
  await request(server.address)
    .delete(`/rn-subscriptions/registrations/${erased.documentId}`)
    .set('Authorization', `Bearer ${network.librarian.token}`)
    .expect(204);
  expect(smtp.reached.DATA).toBe(1);
  goOn();

  await network.row(corrected, ({ state }) => state === 'sent');
  await until(network.unsent, (count) => count === 0);
  const receivers = smtp.accepted.map(({ to }) => to);
  expect(receivers.filter((to) => [first, corrected, erased].some(({ email }) => email === to))).toEqual([first.email]);
  expect(receivers.filter((to) => to === 'corrigee@example.com')).toHaveLength(1);
  proven({
    fault: 'An address is corrected, and a person erased, while their mails wait for a slow server',
    promise: 'the mail goes to the new address, and none to the erased',
    measured: '3 decided, 1 to the new address, 0 to the old, 0 to the erased',
  });
});
