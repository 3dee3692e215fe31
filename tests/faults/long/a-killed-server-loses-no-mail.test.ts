import type { Client } from 'pg';
import { connect, proven, startNetwork, type Network } from '../../helpers/faults';
import type { Registration } from '../../helpers/people';
import { startServerProcess, type ServerProcess } from '../../helpers/server-process';
import { until } from '../../helpers/until';

/** Rule 2, at every point of a mail's way where a process can die; rule 3: its reason dies with it, and the librarian sees that. */

const MINUTE = 60_000;
/** Any number: the lock that holds the queue's updates where the test wants them held. */
const LOCK = 4711;

let network: Network;
let holder: Client;
let server: ServerProcess;
const all: ServerProcess[] = [];

const start = async () => {
  server = await startServerProcess();
  all.push(server);
};

beforeAll(async () => {
  network = await startNetwork();
  holder = await connect();
  await start();
});
afterAll(async () => {
  await server?.end('SIGTERM');
  await holder?.end();
  await network?.stop();
});

const never = () => 'hang' as const;
const waitingForLock = async () =>
  (
    await holder.query(
      `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
    )
  ).rows.map(({ pid }) => pid as number);
/** What a dead machine's connections end like: what they waited to write is not written. */
const endWaiting = async () => {
  for (const pid of await waitingForLock()) await holder.query('SELECT pg_terminate_backend($1)', [pid]);
};

const POINTS: {
  point: string;
  copies: number;
  arrive: (patron: Registration) => Promise<void>;
  leave?: () => Promise<void>;
}[] = [
  {
    point: 'the decision is committed, and its mail not yet claimed',
    copies: 1,
    arrive: async (patron) => {
      await holder.query(`SELECT pg_advisory_lock(${LOCK})`);
      await holder.query(
        `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(${LOCK}); RETURN NULL; END'`
      );
      await holder.query('CREATE TRIGGER hold BEFORE UPDATE ON rn_outbox_mails EXECUTE FUNCTION hold()');
      await network.refuse(server, patron);
      await until(waitingForLock, (pids) => pids.length > 0);
    },
    leave: async () => {
      await endWaiting();
      await holder.query(`SELECT pg_advisory_unlock(${LOCK})`);
      await holder.query('DROP FUNCTION hold CASCADE');
    },
  },
  {
    point: 'the mail is claimed, and the mail server has not greeted',
    copies: 1,
    arrive: async (patron) => {
      network.smtp.play((step) => (step === 'connect' ? never() : undefined));
      await network.refuse(server, patron);
      await network.row(patron, ({ state }) => state === 'sending');
    },
  },
  {
    point: 'the mail server is connected, and has not got the mail',
    copies: 1,
    arrive: async (patron) => {
      const before = network.smtp.reached.MAIL;
      network.smtp.play((step) => (step === 'MAIL' ? never() : undefined));
      await network.refuse(server, patron);
      await until(
        async () => network.smtp.reached.MAIL,
        (count) => count > before
      );
    },
  },
  {
    point: 'the mail is handed over, and not answered',
    copies: 1,
    arrive: async (patron) => {
      const before = network.smtp.reached.body;
      network.smtp.play((step) => (step === 'body' ? never() : undefined));
      await network.refuse(server, patron);
      await until(
        async () => network.smtp.reached.body,
        (count) => count > before
      );
    },
  },
  {
    point: 'the mail is taken, and not yet marked as sent',
    copies: 2,
    arrive: async (patron) => {
      network.smtp.play(async (step) => {
        if (step !== 'body') return undefined;
        await holder.query('BEGIN');
        await holder.query('SELECT FROM rn_outbox_mails WHERE registration = $1 FOR UPDATE', [patron.documentId]);
        return undefined;
      });
      await network.refuse(server, patron);
      await until(waitingForLock, (pids) => pids.length > 0);
    },
    leave: async () => {
      await endWaiting();
      await holder.query('ROLLBACK');
    },
  },
];

test.each(POINTS)('killed when $point', async ({ point, copies, arrive, leave }) => {
  const [patron] = await network.waiting(1);
  network.smtp.hangUp();
  network.smtp.play(() => undefined);
  await arrive(patron);
  await server.end('SIGKILL');
  await leave?.();
  network.smtp.play(() => undefined);

  await start();
  // Before the lease has run out, nobody else touches the mail.
  expect(await network.row(patron, () => true)).toMatchObject({ state: expect.stringMatching(/waiting|sending/) });
  await server.clock(3 * MINUTE);
  expect(await network.row(patron, ({ state }) => state === 'sent')).toMatchObject({ reason_lost: true });
  await server.clock(0);
  const taken = network.copies(patron);
  expect(taken).toHaveLength(copies);
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(1);
  expect(taken.at(-1)!.raw).not.toContain('CANARI');
  expect(await network.placesOfReason(all)).toEqual([]);
  proven({
    fault: `SIGKILL when ${point}`,
    promise: `another server sends it when the lease is over, without the reason${copies === 2 ? '; a second copy with the same Message-ID' : ''}`,
    measured: `1 decided, ${copies} ${copies === 1 ? 'copy' : 'copies'}, reason at rest in 0 places`,
  });
});

test('a server that is asked to stop finishes what it is sending, claims nothing more, and leaves the rest to others at once', async () => {
  const [slow, hanging, later] = await network.waiting(3);
  let answer = () => {};
  network.smtp.play((step, { to }) => {
    if (step !== 'body') return undefined;
    return to === slow.email ? new Promise<undefined>((resolve) => (answer = () => resolve(undefined))) : 'hang';
  });
  const before = network.smtp.reached.body;
  await network.refuse(server, slow);
  await network.refuse(server, hanging);
  // Both are on their way, whether they were claimed together or one after the other.
  await until(
    async () => network.smtp.reached.body,
    (count) => count === before + 2,
    20_000
  );
  await network.refuse(server, later);
  const gone = server.end('SIGTERM');
  answer();
  expect(await network.row(slow, ({ state }) => state === 'sent')).toMatchObject({ reason_lost: false });
  await gone;
  for (const patron of [hanging, later]) {
    expect(await network.row(patron, () => true)).toMatchObject({ state: 'waiting', lease_token: null });
  }
  expect(network.copies(slow)).toHaveLength(1);

  network.smtp.play(() => undefined);
  await start();
  for (const patron of [hanging, later]) {
    await network.row(patron, ({ state }) => state === 'sent');
    expect(network.copies(patron)).toHaveLength(1);
  }
  proven({
    fault: 'SIGTERM while one mail is answered late and another never',
    promise: 'the first is finished; the rest is free within ten seconds, and the next server sends it',
    measured: '3 decided, 3 copies',
  });
});

test('a server that comes back late changes nothing about a mail that another has sent meanwhile', async () => {
  const [patron] = await network.waiting(1);
  const late = server;
  let answer = (_code: 554) => {};
  network.smtp.play((step) => (step === 'body' ? new Promise<554>((resolve) => (answer = resolve)) : undefined));
  const before = network.smtp.reached.body;
  await network.refuse(late, patron);
  await until(
    async () => network.smtp.reached.body,
    (count) => count > before
  );
  const lateAnswer = answer;

  network.smtp.play(() => undefined);
  await start();
  // Beyond the lease that the first renews as long as it lives.
  await server.clock(10 * MINUTE);
  await network.row(patron, ({ state }) => state === 'sent');
  lateAnswer(554);
  await until(
    async () => late.logs(),
    (logs) => logs.includes('failed: EMESSAGE DATA 554')
  );
  await late.end('SIGTERM');
  expect(await network.row(patron, () => true)).toMatchObject({ state: 'sent', last_error_code: null });
  expect(network.copies(patron)).toHaveLength(1);
  proven({
    fault: 'A server thought dead gets its answer after another has sent the mail',
    promise: 'its word does not count any more',
    measured: '1 decided, 1 copy, marked as sent',
  });
});
