import { contentManager } from '../application.mjs';
import { COMMON, RARE } from '../people.mjs';
import { plain } from '../names.mjs';
import { against, sumOf, takeTurns } from '../timing.mjs';

const ROUNDS = 25;

const questions = ({ librarian, coordinator, mediatheques: [largest] }) => [
  { what: 'a rare name searched for in the largest library', who: librarian, search: RARE.search, flat: 1.3, mediatheque: largest },
  { what: 'a rare name searched for in the whole network', who: coordinator, search: RARE.search, flat: 1.3 },
  { what: 'part of a common name searched for in the largest library', who: librarian, search: COMMON.search, flat: 1.3, mediatheque: largest },
  { what: 'part of a common name searched for in the whole network', who: coordinator, search: COMMON.search, flat: 1.3 },
];

/** Part of a name, accents ignored: the first page of what is found, with the counts per status. */
export default {
  databases: ['postgres', 'sqlite'],
  async run(bench) {
    const { sql, superAdmin } = bench;
    const today = new Date().toISOString().slice(0, 10);
    const rows = [];
    for (const { what, who, search, flat, mediatheque } of questions(bench)) {
      const where = `search_text like ? ${mediatheque ? 'and mediatheque = ?' : ''}`;
      const values = [`%${plain(search)}%`, ...(mediatheque ? [mediatheque] : [])];
      const times = await takeTurns({
        rounds: ROUNDS,
        warmUp: 1,
        ways: {
          ours: () => who.request('GET', `/rn-subscriptions/registrations?search=${encodeURIComponent(search)}`),
          // It knows of no accents: asked for what is stored, so that it finds what ours finds.
          contentManager: () =>
            superAdmin.request('GET', contentManager(`?page=1&pageSize=20&sort=registeredOn:DESC&_q=${plain(search)}${mediatheque ? `&filters[$and][0][mediatheque][$eq]=${mediatheque}` : ''}`)),
          async sql() {
            await sql(`select state, expires_on < ? as expired, count(*) from rn_registrations where ${where} group by 1, 2`, [today, ...values]);
            await sql(`select * from rn_registrations where ${where} order by state, registered_on desc, id desc limit 20`, values);
          },
          empty: () => who.request('GET', '/admin/users/me'),
        },
      });
      rows.push({
        what,
        unit: 'ms',
        ours: times.ours,
        flat,
        against: [
          against(times.ours, 'the Content Manager’s `_q`, without accents and counts per status', times.contentManager, { atMost: 1 }),
          against(times.ours, 'bare SQL + an empty admin request', sumOf(times.sql, times.empty), { atMost: 2 }),
        ],
      });
    }
    return rows;
  },
};
