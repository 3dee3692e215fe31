import { contentManager } from '../application.mjs';
import { against, sumOf, takeTurns } from '../timing.mjs';

const ROUNDS = 25;
const PAGE_SIZE = 20;

/** A coordinator leafs through the whole network. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ coordinator, superAdmin, sql }) {
    const today = new Date().toISOString().slice(0, 10);
    const rows = [];
    for (const page of [1, 500]) {
      const times = await takeTurns({
        rounds: ROUNDS,
        warmUp: 1,
        ways: {
          ours: () => coordinator.request('GET', `/rn-subscriptions/registrations?page=${page}&pageSize=${PAGE_SIZE}`),
          contentManager: () => superAdmin.request('GET', contentManager(`?page=${page}&pageSize=${PAGE_SIZE}&sort=registeredOn:DESC`)),
          async sql() {
            await sql('select state, expires_on < ? as expired, count(*) from rn_registrations group by 1, 2', [today]);
            await sql(
              `select r.* from rn_registrations r join (select id from rn_registrations order by state desc, registered_on desc, id desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}) p using (id)
               order by state desc, registered_on desc, id desc`
            );
          },
          empty: () => coordinator.request('GET', '/admin/users/me'),
        },
      });
      rows.push({
        what: `the list of the whole network, page ${page}, with the counts`,
        unit: 'ms',
        ours: times.ours,
        flat: 1.3,
        against: [
          against(times.ours, 'the Content Manager’s list, without counts per status', times.contentManager, { atMost: 1 }),
          against(times.ours, 'bare SQL + an empty admin request', sumOf(times.sql, times.empty), { atMost: 2 }),
        ],
      });
    }
    return rows;
  },
};
