import { proven, startNetwork, type Network } from '../helpers/faults';
import { startServerProcess } from '../helpers/server-process';
import { until } from '../helpers/until';

/** Who mends the settings of the mail server and starts again sees mails leave, and not five minutes of nothing. */

let network: Network;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network?.stop());

test('a start with settings that the mail server takes sends what it had refused', async () => {
  const { smtp } = network;
  const patrons = await network.waiting(3);
  smtp.play((step) => (step === 'AUTH' ? 535 : undefined));
  const wrong = await startServerProcess();
  for (const patron of patrons) await network.refuse(wrong, patron);
  await network.row(patrons[0], ({ last_error_code }) => Boolean(last_error_code?.startsWith('REFUSED')));
  await wrong.end('SIGTERM');
  smtp.play(() => undefined);

  const begun = Date.now();
  const mended = await startServerProcess();
  await until(network.unsent, (count) => count === 0, 20_000);
  const seconds = Math.round((Date.now() - begun) / 1000);
  expect(patrons.map((patron) => network.copies(patron).length)).toEqual([1, 1, 1]);
  proven({
    fault: 'The settings of the mail server are wrong, and are mended',
    promise: 'what waited leaves at the start',
    measured: `3 waited, 3 left within ${seconds} s of the start`,
  });
  await mended.end('SIGTERM');
});
