import { askForList } from '../list-question.mjs';

const PAGE_SIZE = 20;

/** A coordinator leafs through the whole network. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ coordinator, superAdmin, sql, size }) {
    const today = new Date().toISOString().slice(0, 10);
    const rows = [];
    const last = size / PAGE_SIZE;
    for (const page of size > 10_000 ? [1, 500, last] : [1, 500]) {
      const row = await askForList({
        what: `the list of the whole network, ${page === last && page > 500 ? 'the last page' : `page ${page}`}, with the counts`,
        peer: 'the Content Manager’s list, without counts per status',
        who: coordinator,
        superAdmin,
        rounds: 25,
        warmUp: 1,
        ours: `?page=${page}&pageSize=${PAGE_SIZE}`,
        contentManagers: `?page=${page}&pageSize=${PAGE_SIZE}&sort=registeredOn:DESC`,
        async sql() {
          await sql('select state, expires_on < ? as expired, count(*) from rn_registrations group by 1, 2', [today]);
          await sql(
            `select r.* from rn_registrations r join (select id from rn_registrations order by state desc, registered_on desc, id desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}) p using (id)
             order by state desc, registered_on desc, id desc`
          );
        },
      });
      rows.push(row);
    }
    return rows;
  },
};
