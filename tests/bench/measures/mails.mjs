import { setTimeout } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { startProcess } from '../processes.mjs';
import { against, summaryOf } from '../timing.mjs';

const ROUNDS = 3;
/** Milliseconds that a mail server takes for each mail: none, and what one takes that looks at what it is given; and how many mails it gets. */
const SERVERS = [
  { pause: 0, count: 1000, answers: 'at once' },
  { pause: 100, count: 300, answers: 'after 100 ms for each mail' },
];
const QUEUED = `dedupe_key like 'bench-mails:%'`;

/** The mails of as many validations wait, due at once. */
const fillQueue = async ({ strapi, sql, database }, count) => {
  const now = database === 'postgres' ? new Date().toISOString() : Date.now();
  const facts = database === 'postgres' ? 'json_build_object' : 'json_object';
  await strapi.db.connection.transaction((trx) =>
    trx.raw(
      `insert into rn_outbox_mails (document_id, kind, dedupe_key, registration, language, facts, state, attempts, next_attempt_at, lease_until, with_reason, reason_lost, queued_at)
       select 'bench-mails-' || id, 'validated', 'bench-mails:' || id, document_id, 'fr', ${facts}('mediatheque', mediatheque, 'validFrom', valid_from, 'expiresOn', expires_on), 'waiting', 0, 0, 0, false, false, ?
       from rn_registrations where state = 'validated' order by id limit ?`,
      [now, count]
    )
  );
  return async () => {
    for (;;) {
      const [{ left }] = await sql(
        `select count(*) as "left" from rn_outbox_mails where ${QUEUED} and state <> 'sent'`
      );
      if (Number(left) === 0) break;
      await setTimeout(20);
    }
  };
};

/** What waits is sent by these servers; returns how many a second, from the moment it waits until the last is noted as sent. */
const rateOf = async (bench, count, servers) => {
  await bench.sql(`delete from rn_outbox_mails where ${QUEUED}`);
  const allSent = await fillQueue(bench, count);
  const start = performance.now();
  for (const server of servers) await server.ask({ name: 'call', service: 'dispatcher', method: 'start' });
  await allSent();
  const rate = (count * 1000) / (performance.now() - start);
  for (const server of servers) await server.ask({ name: 'call', service: 'dispatcher', method: 'stop' });
  return rate;
};

const measureAt = async (bench, { pause, count, answers }, two) => {
  const mailServer = await startProcess('mail-server', { args: [pause] });
  const servers = [];
  for (let number = 0; number < (two ? 2 : 1); number += 1)
    servers.push(await startProcess('server', { env: { SMTP_PORT: String(mailServer.ready) } }));
  const bare = await startProcess('bare-mailer', { args: [mailServer.ready] });
  try {
    const rates = { one: [], two: [], bare: [] };
    let mail;
    for (let round = -1; round < ROUNDS; round += 1) {
      const one = await rateOf(bench, count, servers.slice(0, 1));
      // The loop sends what the application wrote.
      if (!mail) {
        const { subject, text, html, from, to } = await simpleParser(await mailServer.ask({}));
        mail = {
          subject,
          text,
          html,
          from: from.text,
          to: [to].flat()[0].text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        };
      }
      const loop = (count * 1000) / (await bare.ask({ count, mail }));
      const both = two ? await rateOf(bench, count, servers) : 0;
      if (round < 0) continue;
      rates.one.push(one);
      rates.two.push(both);
      rates.bare.push(loop);
    }
    const [one, both, loop] = [rates.one, rates.two, rates.bare].map(summaryOf);
    const limit = pause === 0 ? {} : { atLeast: 1.5 };
    return [
      {
        what: `mails a second, queue included, to a mail server that answers ${answers}`,
        unit: 'mails/s',
        ours: one,
        against: [against(one, 'a bare pooled nodemailer loop', loop, { atLeast: 0.7 })],
      },
      ...(two
        ? [
            {
              what: `mails a second by two servers, to a mail server that answers ${answers}`,
              unit: 'mails/s',
              ours: both,
              against: [against(both, 'one server', one, limit)],
            },
          ]
        : []),
    ];
  } finally {
    for (const started of [...servers, bare, mailServer]) await started.end();
    await bench.sql(`delete from rn_outbox_mails where ${QUEUED}`);
  }
};

/** How quick the queue empties: claimed, written, handed to a mail server of this machine, and noted. */
export default {
  databases: ['postgres', 'sqlite'],
  async run(bench) {
    const rows = [];
    for (const server of SERVERS) rows.push(...(await measureAt(bench, server, bench.database === 'postgres')));
    return rows;
  },
};
