import { AS_MONITORING } from '../../helpers/app';
import request from 'supertest';
import { proven, startNetwork, type Network } from '../../helpers/faults';
import type { Registration } from '../../helpers/people';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

/** A mail server that keeps every line alive for ever, and takes nothing. */

const MINUTE = 60_000;

let network: Network;
let server: ServerProcess;
let patrons: Registration[];

beforeAll(async () => {
  network = await startNetwork({ SMTP_CONNECTIONS: '2' });
  // Before there is a server, which would send their first mails.
  patrons = await network.waiting(4);
  server = await startServerProcess();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await network?.stop();
});

test('each mail is given up after two minutes and tried again, the alarm is raised, and all leave once the server is mended', async () => {
  const { smtp } = network;
  smtp.play((step) => (step === 'RCPT' ? 'drip' : undefined));
  for (const patron of patrons) await network.refuse(server, patron);
  for (const patron of patrons)
    expect(await network.row(patron, ({ attempts }) => attempts > 0, 3 * MINUTE)).toMatchObject({
      last_error_code: 'ETIMEDOUT SLOW',
    });
  const alarm = async () =>
    (await request(server.address).get('/api/rn-subscriptions/health').set(AS_MONITORING).expect(200)).body.data.alarm;
  await server.clock(16 * MINUTE);
  expect(await until(alarm, Boolean)).toMatchObject({ kind: 'waitingLong' });

  smtp.play(() => undefined);
  smtp.hangUp();
  await server.clock(20 * MINUTE);
  await until(network.unsent, (count) => count === 0, 60_000);
  await server.clock(0);
  expect(await alarm()).toBeNull();
  proven({
    fault: 'The mail server keeps every line alive and takes nothing',
    promise: 'each mail is given up after two minutes and tried again; the alarm is raised',
    measured: `4 decided, 4 given up, the alarm raised, ${patrons.flatMap((patron) => network.copies(patron)).length} copies once it is mended`,
  });
}, 400_000);
