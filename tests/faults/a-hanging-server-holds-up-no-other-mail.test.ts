import { proven, startNetwork, type Network } from '../helpers/faults';
import type { Registration } from '../helpers/people';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** A mail server that keeps some lines busy for ever, a line each second, has the others free. */

let network: Network;
let server: ServerProcess;
let patrons: Registration[];

beforeAll(async () => {
  network = await startNetwork({ SMTP_CONNECTIONS: '2' });
  // Before there is a server, which would send their first mails.
  patrons = await network.waiting(6);
  server = await startServerProcess();
});
afterAll(async () => {
  // It would wait ten seconds for the lines that hang.
  await server?.end('SIGKILL');
  await network?.stop();
});

test('as many mails as may be sent at once hang, and the next ones leave', async () => {
  const { smtp } = network;
  const [one, two, ...others] = patrons;
  smtp.play((step, { to }) => (step === 'RCPT' && [one.email, two.email].includes(to) ? 'drip' : undefined));
  for (const patron of [one, two]) await network.refuse(server, patron);
  await until(
    async () => smtp.reached.RCPT,
    (count) => count === 2
  );
  for (const patron of others) await network.refuse(server, patron);

  for (const patron of others)
    expect(await network.row(patron, ({ state }) => state === 'sent')).toMatchObject({ reason_lost: false });
  for (const patron of [one, two])
    expect(await network.row(patron, () => true)).toMatchObject({ state: 'sending', attempts: 0 });
  expect(others.flatMap((patron) => network.copies(patron))).toHaveLength(4);
  proven({
    fault: 'The mail server keeps as many lines busy as there are, without an end',
    promise: 'the other mails leave within seconds',
    measured: '2 lines hang, 4 of 4 others have left',
  });
});
