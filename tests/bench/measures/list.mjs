import { contentManager } from '../application.mjs';
import { against, sumOf, takeTurns } from '../timing.mjs';

const ROUNDS = 60;

/** A librarian of the largest library opens her page. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ librarian, superAdmin, sql, mediatheques: [largest] }) {
    const today = new Date().toISOString().slice(0, 10);
    const times = await takeTurns({
      rounds: ROUNDS,
      ways: {
        ours: () => librarian.request('GET', '/rn-subscriptions/registrations'),
        contentManager: () => superAdmin.request('GET', contentManager(`?page=1&pageSize=20&sort=registeredOn:DESC&filters[$and][0][mediatheque][$eq]=${largest}`)),
        async sql() {
          await sql(`select state, expires_on < ? as expired, count(*) from rn_registrations where mediatheque = ? group by 1, 2`, [today, largest]);
          await sql(`select * from rn_registrations where mediatheque = ? and state = 'pending' order by registered_on desc, id desc limit 20`, [largest]);
        },
        empty: () => librarian.request('GET', '/admin/users/me'),
      },
    });
    return [
      {
        what: 'the list of the largest library, first page, with the counts',
        unit: 'ms',
        ours: times.ours,
        flat: 1.3,
        against: [
          against(times.ours, 'the Content Manager’s list, same library, without counts per status', times.contentManager, { atMost: 1 }),
          against(times.ours, 'bare SQL + an empty admin request', sumOf(times.sql, times.empty), { atMost: 2 }),
        ],
      },
    ];
  },
};
