import { proven, startNetwork, type Network } from '../helpers/faults';
import type { Registration } from '../helpers/people';
import type { Act, Step } from '../helpers/scripted-smtp';
import { startServerProcess, type ServerProcess } from '../helpers/server-process';

const MINUTE = 60_000;
const AWAY = { state: 'waiting', attempts: 0 };
const WAITS = { state: 'waiting', attempts: 1 };
const FINAL = { state: 'failed', attempts: 0 };

/** At which step the server does what, what the queue then says, and how many copies it has taken in the end. */
type Failure = [step: Step, act: Act, queue: typeof AWAY, copies: number];
/** One of each kind. */
const KINDS: Failure[] = [
  ['connect', 'drop', AWAY, 1],
  ['EHLO', 'drop', WAITS, 1],
  ['AUTH', 535, AWAY, 1],
  ['MAIL', 550, AWAY, 1],
  ['RCPT', 450, WAITS, 1],
  ['RCPT', 550, FINAL, 0],
  ['DATA', 554, FINAL, 0],
  ['first-line', 'drop', WAITS, 1],
  ['body', 'drop', WAITS, 1],
  ['body', 'accept-and-drop', WAITS, 2],
];
/** Their siblings, and two that last as long as the patience of the application with a silent server. */
const SIBLINGS: Failure[] = [
  ['connect', 421, AWAY, 1],
  ['connect', 554, AWAY, 1],
  ['EHLO', 421, AWAY, 1],
  ['AUTH', 454, AWAY, 1],
  ['MAIL', 451, AWAY, 1],
  ['MAIL', 'drop', WAITS, 1],
  ['RCPT', 'drop', WAITS, 1],
  ['DATA', 451, WAITS, 1],
  ['DATA', 'drop', WAITS, 1],
  ['body', 451, WAITS, 1],
  ['body', 554, FINAL, 0],
  ['connect', 'hang', AWAY, 1],
  ['body', 'hang', WAITS, 1],
];
const FAILURES = process.env.LONG_FAULTS ? [...KINDS, ...SIBLINGS] : KINDS;

const PROMISES = {
  [JSON.stringify(AWAY)]: 'waits without losing a try, then leaves once',
  [JSON.stringify(WAITS)]: 'waits a minute, then leaves once',
  [JSON.stringify(FINAL)]: 'is given up, and says so',
};

let network: Network;
let server: ServerProcess;
let patrons: Registration[];

beforeAll(async () => {
  network = await startNetwork();
  patrons = await network.waiting(FAILURES.length);
  server = await startServerProcess();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await network?.stop();
});

test.each(FAILURES)('at %s: %s', async (failing, act, queue, copies) => {
  const { smtp } = network;
  const patron = patrons.pop()!;
  smtp.hangUp();
  smtp.play((step) => (step === failing ? act : undefined));
  await network.refuse(server, patron);
  expect(await network.row(patron, ({ last_error_code }) => last_error_code !== null)).toMatchObject(queue);
  // While the mail waits, or after it was given up.
  const atRest = await network.placesOfReason([server]);

  smtp.play(() => undefined);
  // Every pause is over.
  await server.clock(10 * MINUTE);
  const { state } = await network.row(patron, (row) => row.state !== 'waiting' && row.state !== 'sending');
  expect(state).toBe(copies > 0 ? 'sent' : 'failed');
  await server.clock(0);
  const taken = network.copies(patron);
  expect(taken).toHaveLength(copies);
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(Math.min(copies, 1));
  for (const copy of taken) expect(copy.raw).toContain('CANARI-FAUTE');
  expect(atRest).toEqual([]);
  proven({
    fault: `The mail server ${typeof act === 'number' ? `answers ${act} at` : act === 'hang' ? 'falls silent at' : act === 'drop' ? 'cuts the line at' : 'takes the mail and cuts the line before its answer at'} ${failing}`,
    promise: copies === 2 ? 'a second copy with the same Message-ID' : `the mail ${PROMISES[JSON.stringify(queue)]}`,
    measured: `1 decided, ${copies} ${copies === 1 ? 'copy' : 'copies'}, reason at rest in ${atRest.length} places`,
  });
});
