import { askForList } from '../list-question.mjs';
import { COMMON, RARE } from '../people.mjs';
import { plain } from '../names.mjs';

const questions = ({ librarian, coordinator, mediatheques: [largest] }) => [
  {
    what: 'a rare name searched for in the largest library',
    who: librarian,
    search: RARE.search,
    mediatheque: largest,
  },
  { what: 'a rare name searched for in the whole network', who: coordinator, search: RARE.search },
  {
    what: 'part of a common name searched for in the largest library',
    who: librarian,
    search: COMMON.search,
    mediatheque: largest,
  },
  { what: 'part of a common name searched for in the whole network', who: coordinator, search: COMMON.search },
];

/** Part of a name, accents ignored: the first page of what is found, with the counts per status. */
export default {
  databases: ['postgres', 'sqlite'],
  async run(bench) {
    const { sql, superAdmin } = bench;
    const today = new Date().toISOString().slice(0, 10);
    const rows = [];
    for (const { what, who, search, mediatheque } of questions(bench)) {
      const where = `search_text like ? ${mediatheque ? 'and mediatheque = ?' : ''}`;
      const values = [`%${plain(search)}%`, ...(mediatheque ? [mediatheque] : [])];
      const row = await askForList({
        what,
        peer: 'the Content Manager’s `_q`, without accents and counts per status',
        who,
        superAdmin,
        rounds: 25,
        warmUp: 1,
        ours: `?search=${encodeURIComponent(search)}`,
        // It knows of no accents: asked for what is stored, so that it finds what ours finds.
        contentManagers: `?page=1&pageSize=20&sort=registeredOn:DESC&_q=${plain(search)}${mediatheque ? `&filters[$and][0][mediatheque][$eq]=${mediatheque}` : ''}`,
        async sql() {
          await sql(
            `select state, expires_on < ? as expired, count(*) from rn_registrations where ${where} group by 1, 2`,
            [today, ...values]
          );
          await sql(
            `select * from rn_registrations where ${where} order by state, registered_on desc, id desc limit 20`,
            values
          );
        },
      });
      rows.push(row);
    }
    return rows;
  },
};
