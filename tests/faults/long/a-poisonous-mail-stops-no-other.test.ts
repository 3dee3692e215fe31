import { proven, startNetwork, type Network } from '../../helpers/faults';
import { refuseMany } from '../../helpers/refusals';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

const GOOD = 1000;
const POISON = ['drop at RCPT', 'drop after the body', 'refused for good', 'refused for now'];

let network: Network;
let server: ServerProcess;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await network?.stop();
});

test('four poisonous mails among a thousand', async () => {
  const { app, mediatheque, smtp } = network;
  await refuseMany({ app, mediatheque, count: GOOD / 2 });
  await refuseMany({ app, mediatheque, count: POISON.length, lastName: 'Poison' });
  await refuseMany({ app, mediatheque, count: GOOD / 2 });
  const poisonous = (
    await app.strapi.db.query('plugin::rn-subscriptions.registration').findMany({ where: { lastName: 'Poison' } })
  ).map(({ email }) => email as string);
  smtp.play((step, { to }) => {
    const kind = poisonous.indexOf(to);
    if (kind === 0 && step === 'RCPT') return 'drop';
    if (kind === 1 && step === 'body') return 'drop';
    if (kind === 2 && step === 'body') return 554;
    return kind === 3 && step === 'RCPT' ? 450 : undefined;
  });
  const begun = Date.now();
  server = await startServerProcess();
  await until(
    async () => smtp.accepted.length,
    (count) => count >= GOOD,
    100_000
  );
  const seconds = Math.round((Date.now() - begun) / 1000);
  const receivers = new Set(smtp.accepted.map(({ to }) => to));
  expect([smtp.accepted.length, receivers.size]).toEqual([GOOD, GOOD]);
  expect(poisonous.filter((email) => receivers.has(email))).toEqual([]);
  const left = await until(
    () => app.sql('rn_outbox_mails').whereNot({ state: 'sent' }).select('state'),
    (rows) => rows.length === POISON.length
  );
  expect(left.map(({ state }) => state).filter((state) => state === 'failed')).toHaveLength(1);
  proven({
    fault: `Poisonous mails among ${GOOD}: ${POISON.join(', ')}`,
    promise: 'the others leave, once',
    measured: `${GOOD} of ${GOOD} delivered once within ${seconds} s of the start; 3 wait, 1 failed`,
  });
});
