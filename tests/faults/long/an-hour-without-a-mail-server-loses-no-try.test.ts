import { proven, startNetwork, type Network } from '../../helpers/faults';
import { refuseMany } from '../../helpers/refusals';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let network: Network;
let server: ServerProcess;

beforeAll(async () => {
  network = await startNetwork();
  server = await startServerProcess();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await network?.stop();
});

const triesInVain = () => server.logs().split('away: ').length;
const nextTry = async () =>
  Number((await network.app.sql('rn_outbox_mails').where({ state: 'waiting' }).first())?.next_attempt_at);

test('twenty refusals wait an hour for the mail server, keep their reasons and all their tries, and leave once', async () => {
  const patrons = await network.waiting(20);
  network.smtp.play((step) => (step === 'connect' ? 'drop' : undefined));
  for (const patron of patrons) await network.refuse(server, patron);
  for (let minutes = 5; minutes <= 60; minutes += 5) {
    const before = triesInVain();
    await server.clock(minutes * MINUTE);
    await until(
      async () => triesInVain(),
      (count) => count > before
    );
  }
  for (const patron of patrons)
    expect(await network.row(patron, ({ state }) => state === 'waiting')).toMatchObject({ attempts: 0 });
  expect(await network.placesOfReason([server])).toEqual([]);

  network.smtp.play(() => undefined);
  await server.clock(65 * MINUTE);
  await until(network.unsent, (count) => count === 0, 30_000);
  await server.clock(0);
  for (const patron of patrons) {
    expect(network.copies(patron)).toHaveLength(1);
    expect(network.copies(patron)[0].raw).toContain('CANARI-FAUTE');
  }
  proven({
    fault: 'No mail server for an hour',
    promise: 'no try is lost, and everything leaves once, reasons included',
    measured: '20 decided, 20 copies, 0 tries lost, reason at rest in 0 places',
  });
});

test('a clock that jumps ahead and back delays a mail, and new ones leave at once', async () => {
  await server.clock(HOUR);
  network.smtp.play((step) => (step === 'RCPT' ? 450 : undefined));
  await refuseMany({ app: network.app, mediatheque: network.mediatheque, count: 1 });
  await until(nextTry, (at) => at > Date.now() + HOUR);

  await server.clock(0);
  network.smtp.play(() => undefined);
  const before = network.smtp.accepted.length;
  await refuseMany({ app: network.app, mediatheque: network.mediatheque, count: 5 });
  await until(
    async () => network.smtp.accepted.length,
    (count) => count === before + 5,
    20_000
  );
  await server.clock(HOUR + 2 * MINUTE);
  await until(network.unsent, (count) => count === 0, 20_000);
  await server.clock(0);
  proven({
    fault: 'The clock jumps an hour ahead, and back',
    promise: 'a mail that waits is late by the jump at most; new ones leave at once',
    measured: '6 decided, 6 copies',
  });
});

/** Ten seconds before the hour changes in Paris, on the last Sunday of March and of October, next year. */
const nights = [3, 10].map((month) => {
  const last = new Date(Date.UTC(new Date().getUTCFullYear() + 1, month, 0, 0, 59, 50));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().replace('.000', '');
});

test.each(nights)('in the night of %s a pause is as long as in any other', async (moment) => {
  const ahead = new Date(moment).getTime() - Date.now();
  network.smtp.play((step) => (step === 'RCPT' ? 450 : undefined));
  await refuseMany({ app: network.app, mediatheque: network.mediatheque, count: 1 });
  await server.clock(ahead);
  const before = network.smtp.accepted.length;
  const next = await until(nextTry, (at) => at > Date.now() + ahead);
  const pause = next - (Date.now() + ahead);
  expect(pause).toBeGreaterThan(0.8 * MINUTE);
  expect(pause).toBeLessThan(1.2 * MINUTE);
  network.smtp.play(() => undefined);
  await server.clock(ahead + 1.2 * MINUTE);
  await until(network.unsent, (count) => count === 0, 20_000);
  expect(network.smtp.accepted.length).toBe(before + 1);
  await server.clock(0);
  proven({
    fault: `The night of ${moment.slice(0, 10)}, when the hour changes`,
    promise: 'pauses keep their length',
    measured: `a pause of ${Math.round(pause / 1000)} s, 1 copy`,
  });
});
