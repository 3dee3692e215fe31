import { startProcess } from '../processes.mjs';
import { against, summaryOf, takeTurns } from '../timing.mjs';

const ROUNDS = 20;
/** Of each rule: asked long ago and never confirmed, refused long ago, expired long ago and told so. */
const DUE = 200;

/** A day as the database keeps an instant of it. */
const instant = (database, day) => (database === 'postgres' ? day : Date.parse(day));

const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** What a night looks for, in SQL as short as it can be said. */
const BARE = {
  pending: `select r.* from up_users u join rn_registrations_account_lnk l on l.user_id = u.id join rn_registrations r on r.id = l.registration_id
    where u.confirmed is not true and u.created_at < ? and r.state = 'pending' and r.registered_on < ?`,
  refused: `select * from rn_registrations where state = 'refused' and registered_on < ? and decided_on < ?`,
  expired: `select * from rn_registrations where state = 'validated' and expires_on < ? and deletion_notice_on <= ?`,
};

/** Makes a few registrations due, of which nothing is due; returns how to undo it. */
const makeDue = async ({ sql, database }) => {
  const idsOf = async (state) =>
    (await sql('select id from rn_registrations where state = ? order by id limit ?', [state, DUE])).map(
      ({ id }) => id
    );
  const [pending, refused, validated] = [await idsOf('pending'), await idsOf('refused'), await idsOf('validated')];
  const all = [...pending, ...refused, ...validated].join(',');
  const accounts = `(select user_id from rn_registrations_account_lnk where registration_id in (${pending.join(',')}))`;
  const kept = await sql(`select id, registered_on, decided_on, expires_on from rn_registrations where id in (${all})`);
  const confirmed = await sql(`select id, confirmed, created_at from up_users where id in ${accounts}`);
  await sql(`update up_users set confirmed = false, created_at = ? where id in ${accounts}`, [
    instant(database, daysAgo(40)),
  ]);
  await sql(`update rn_registrations set registered_on = ? where id in (${pending.join(',')})`, [daysAgo(40)]);
  await sql(`update rn_registrations set registered_on = ?, decided_on = ? where id in (${refused.join(',')})`, [
    daysAgo(400),
    daysAgo(300),
  ]);
  await sql(`update rn_registrations set expires_on = ?, deletion_notice_on = ? where id in (${validated.join(',')})`, [
    daysAgo(420),
    daysAgo(40),
  ]);
  // What was announced has left.
  const told = `select 'n' || id, 'deletion-notice', 'deletion-notice:' || document_id || ':' || expires_on, document_id, 'sent', 0, 0, ?, ?, ? from rn_registrations where id in (${validated.join(',')})`;
  await sql(
    `insert into rn_outbox_mails (document_id, kind, dedupe_key, registration, state, attempts, next_attempt_at, queued_at, sent_at, tried_at) ${told}`,
    [instant(database, daysAgo(40)), instant(database, daysAgo(40)), Date.parse(daysAgo(40))]
  );
  return async () => {
    await sql(`delete from rn_outbox_mails where kind = 'deletion-notice' and document_id like 'n%' and sent_at = ?`, [
      instant(database, daysAgo(40)),
    ]);
    for (const { id, registered_on, decided_on, expires_on } of kept) {
      await sql(
        'update rn_registrations set registered_on = ?, decided_on = ?, expires_on = ?, deletion_notice_on = null where id = ?',
        [registered_on, decided_on, expires_on, id]
      );
    }
    for (const { id, confirmed: was, created_at } of confirmed) {
      await sql('update up_users set confirmed = ?, created_at = ? where id = ?', [
        database === 'postgres' ? was : Number(was),
        created_at,
        id,
      ]);
    }
  };
};

/** The search of the nightly job for what is due, and the cleaning of the queue: among so many of which nothing is. */
export default {
  databases: ['postgres', 'sqlite'],
  async run(bench) {
    const { strapi, sql } = bench;
    const service = (name) => strapi.plugin('rn-subscriptions').service(name);
    const bare = async () => {
      await sql(BARE.pending, [instant(bench.database, daysAgo(30)), daysAgo(30)]);
      await sql(BARE.refused, [daysAgo(182), daysAgo(182)]);
      await sql(BARE.expired, [daysAgo(335), daysAgo(30)]);
    };
    const ways = { ours: () => service('retention').dryRun(), bare };
    const none = await takeTurns({ rounds: ROUNDS, ways });
    const cleaning = await takeTurns({
      rounds: ROUNDS,
      ways: {
        ours: () => service('outbox').deleteOld(),
        bare: () =>
          sql(`select id from rn_outbox_mails where state = 'sent' and sent_at < ?`, [
            instant(bench.database, daysAgo(30)),
          ]),
      },
    });

    const undo = await makeDue(bench);
    const { erased, announced } = await service('retention').dryRun();
    if (Object.values(erased).some((count) => count !== DUE) || announced > 0)
      throw new Error(`The nightly job found ${JSON.stringify({ erased, announced })}.`);
    const some = await takeTurns({ rounds: ROUNDS, ways });
    const server = await startProcess('server');
    const dryRun = () => server.ask({ name: 'call', service: 'retention', method: 'dryRun' });
    const growths = [];
    for (let round = -2; round < 5; round += 1) {
      const before = await server.ask({ name: 'watchMemory' });
      await dryRun();
      const most = await server.ask({ name: 'mostMemory' });
      if (round >= 0) growths.push((most - before) / 2 ** 20);
    }
    await server.end();
    await undo();

    const memory = summaryOf(growths);
    return [
      {
        what: 'the nightly job finds that nothing is due',
        unit: 'ms',
        ours: none.ours,
        flat: 1.3,
        against: [against(none.ours, 'bare SQL', none.bare)],
      },
      {
        what: `the nightly job finds the ${3 * DUE} of which something is due`,
        unit: 'ms',
        ours: some.ours,
        flat: 1.3,
        against: [against(some.ours, 'bare SQL that finds the same rows', some.bare)],
      },
      {
        what: `memory that finding ${3 * DUE} takes`,
        unit: 'MB',
        ours: memory,
        against: [against(memory, 'so many megabytes', summaryOf([20]), { atMost: 1 })],
      },
      {
        what: 'nothing in the queue is old',
        unit: 'ms',
        ours: cleaning.ours,
        flat: 1.3,
        against: [against(cleaning.ours, 'bare SQL', cleaning.bare)],
      },
    ];
  },
};
