import pg from 'pg';
import { startProcess } from '../processes.mjs';
import { against, summaryOf } from '../timing.mjs';

const ROUNDS = 3;

/** The same columns by the database alone. */
const COPY = `copy (
  select r.last_name, r.first_name, r.birth_date, r.email, r.card_number, m.label, r.registered_on, r.state, r.valid_from, r.expires_on
  from rn_registrations r left join rn_mediatheques m on m.document_id = r.mediatheque order by r.registered_on desc, r.id desc
) to stdout (format csv, delimiter ';', header)`;

/** Milliseconds until all of it is there. */
const copy = async (client) => {
  const start = performance.now();
  await new Promise((resolve, reject) => {
    client.query({
      submit: (connection) => connection.query(COPY),
      handleCopyData: () => {},
      handleCommandComplete: () => {},
      handleError: reject,
      handleReadyForQuery: resolve,
    });
  });
  return performance.now() - start;
};

/** When the first byte is there, and all, in milliseconds; and how many lines there are. */
const download = async (origin, { token }) => {
  const start = performance.now();
  const response = await fetch(`${origin}/rn-subscriptions/registrations/export`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`The export was answered with ${response.status}.`);
  let first;
  let lines = 0;
  for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (response.body))) {
    first ??= performance.now() - start;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  return { first, all: performance.now() - start, lines };
};

/** The whole network as CSV, from a server in a process of its own, so that its memory is its own. */
export default {
  databases: ['postgres', 'sqlite'],
  sizes: [100_000],
  async run({ strapi, database, size, coordinator }) {
    const server = await startProcess('server');
    const connection = strapi.config.get('database.connection.connection');
    const client =
      database === 'postgres' && new pg.Client({ ...connection, options: `-c search_path=${connection.schema}` });
    if (client) await client.connect();
    const of = { first: [], all: [], memory: [], copy: [] };
    try {
      for (let round = -1; round < ROUNDS; round += 1) {
        const before = await server.ask({ name: 'watchMemory' });
        const { first, all, lines } = await download(server.ready, coordinator);
        if (lines !== size + 1) throw new Error(`The export has ${lines} lines.`);
        const memory = ((await server.ask({ name: 'mostMemory' })) - before) / 2 ** 20;
        const copied = client ? await copy(client) : 0;
        // The first download fills the memory that later ones use again: it counts, the time of it does not.
        of.memory.push(memory);
        if (round < 0) continue;
        of.first.push(first);
        of.all.push(all);
        of.copy.push(copied);
      }
    } finally {
      await server.end();
      if (client) await client.end();
    }
    const [first, all, memory] = [of.first, of.all, of.memory].map(summaryOf);
    return [
      {
        what: 'the first byte of a CSV export of the whole network',
        unit: 'ms',
        ours: first,
        flat: 1.3,
        against: [against(first, 'a second', summaryOf([1000]), { atMost: 1 })],
      },
      {
        what: 'memory that a CSV export of the whole network takes, at most',
        unit: 'MB',
        ours: { ...memory, median: memory.p95 },
        flat: 1.3,
        against: [against({ median: memory.p95 }, '60 MB', summaryOf([60]), { atMost: 1 })],
      },
      {
        what: 'a CSV export of the whole network',
        unit: 'ms',
        ours: all,
        against: client
          ? [against(all, '`COPY … TO STDOUT` of the same columns in the same order', summaryOf(of.copy))]
          : [],
      },
    ];
  },
};
