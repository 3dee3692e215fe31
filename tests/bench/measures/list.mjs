import { askForList } from '../list-question.mjs';

/** A librarian of the largest library opens her page. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ librarian, superAdmin, sql, mediatheques: [largest] }) {
    const today = new Date().toISOString().slice(0, 10);
    const row = await askForList({
      what: 'the list of the largest library, first page, with the counts',
      peer: 'the Content Manager’s list, same library, without counts per status',
      who: librarian,
      superAdmin,
      rounds: 60,
      ours: '',
      contentManagers: `?page=1&pageSize=20&sort=registeredOn:DESC&filters[$and][0][mediatheque][$eq]=${largest}`,
      async sql() {
        await sql(
          `select state, expires_on < ? as expired, count(*) from rn_registrations where mediatheque = ? group by 1, 2`,
          [today, largest]
        );
        await sql(
          `select * from rn_registrations where mediatheque = ? and state = 'pending' order by registered_on desc, id desc limit 20`,
          [largest]
        );
      },
    });
    return [row];
  },
};
