import { proven, startNetwork, type Network } from '../../helpers/faults';
import { refuseMany } from '../../helpers/refusals';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

const DECISIONS = Number(process.env.DECISIONS ?? 10_000);
const EVERY = 5_000;
const MINUTE = 60_000;
/** What one server may have under way. */
const AT_ONCE = 30;

let network: Network;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  network = await startNetwork();
  servers = await Promise.all([startServerProcess(), startServerProcess()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await network?.stop();
});

test(`${DECISIONS} decisions on two servers, one of them killed every few seconds`, async () => {
  const { app, mediatheque, smtp } = network;
  let isOver = false;
  let kills = 0;
  const killing = (async () => {
    for (; !isOver; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, EVERY));
      const victim = servers.shift()!;
      await victim.end('SIGKILL');
      servers.push(await startServerProcess());
    }
  })();
  await refuseMany({ app, mediatheque, count: DECISIONS });
  isOver = true;
  await killing;
  // What the killed servers had under way is free when their leases are over.
  for (const server of servers) await server.clock(3 * MINUTE);
  await until(network.unsent, (count) => count === 0, 300_000);

  const ids = new Map<string, number>();
  for (const { messageId } of smtp.accepted) ids.set(messageId, (ids.get(messageId) ?? 0) + 1);
  const receivers = new Set(smtp.accepted.map(({ to }) => to));
  const second = smtp.accepted.length - ids.size;
  expect([ids.size, receivers.size]).toEqual([DECISIONS, DECISIONS]);
  expect(second).toBeLessThanOrEqual(kills * AT_ONCE);
  expect(Math.max(...ids.values())).toBeLessThanOrEqual(3);
  proven({
    fault: `${DECISIONS} decisions on two servers, one killed every ${EVERY / 1000} seconds (${kills} times)`,
    promise: 'none lost; a second copy only of what a killed server had handed over, with the same Message-ID',
    measured: `${DECISIONS} decided, ${ids.size} delivered, ${second} second copies`,
  });
}, 1_200_000);
