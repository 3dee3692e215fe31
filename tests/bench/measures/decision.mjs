import { against, sumOf, takeTurns } from '../timing.mjs';

const ROUNDS = 60;
const UID = 'plugin::rn-subscriptions.registration';

/** A librarian validates a request: the change, its expiry, its line of history and its mail in the queue, in one transaction. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ strapi, librarian, sql, mediatheques: [largest] }) {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format();
    const scope = await strapi
      .plugin('rn-subscriptions')
      .service('scopes')
      .of({ user: { id: librarian.id }, userAbility: { can: () => false } });
    const [first] = await sql(
      `select * from rn_registrations where mediatheque = ? and state = 'pending' order by id limit 1`,
      [largest]
    );
    const { document_id: documentId } = first;
    const [{ highest }] = await sql('select max(id) as highest from rn_registration_events');
    const person = {
      lastName: first.last_name,
      firstName: first.first_name,
      email: first.email,
      cardNumber: first.card_number,
    };

    const stored = () => strapi.db.query(UID).findOne({ where: { documentId } });
    /** Never the same twice in a row, so that each save is a decision. */
    const decisionOf = ({ state }) =>
      state === 'validated' ? { state: 'refused', validFrom: null } : { state: 'validated', validFrom: today };

    // What is read to make the request is the librarian's window and not her save; here it would be timed with it.
    let now = await stored();
    const request = () => ({ ...person, birthDate: now.birthDate, version: now.version, ...decisionOf(now) });
    const remember = ({ data }) => (now = { ...now, state: data.state, version: data.version });

    const times = await takeTurns({
      rounds: ROUNDS,
      ways: {
        ours: async () =>
          remember(await strapi.plugin('rn-subscriptions').service('decisions').save(scope, documentId, request())),
        http: async () =>
          remember(await librarian.request('PUT', `/rn-subscriptions/registrations/${documentId}`, request())),
        async bare() {
          strapi.db.lifecycles.disable();
          const { state, validFrom } = decisionOf(now);
          await strapi.documents(UID).update({
            documentId,
            data: { ...person, state, validFrom, expiresOn: validFrom, version: now.version + 1 },
          });
          strapi.db.lifecycles.enable();
          now = { ...now, state, version: now.version + 1 };
        },
        empty: () => librarian.request('GET', '/admin/users/me'),
      },
    });

    await sql('delete from rn_registration_events where id > ?', [highest]);
    await sql('delete from rn_outbox_mails where registration = ?', [documentId]);
    await sql(
      `update rn_registrations set state = 'pending', valid_from = null, expires_on = null, decided_on = null, version = 1 where document_id = ?`,
      [documentId]
    );
    return [
      {
        what: 'a decision is saved, with its history and its mail in the queue',
        unit: 'ms',
        ours: times.ours,
        flat: 1.3,
        against: [
          against(times.ours, 'a bare `strapi.documents().update` of the same row, without hooks', times.bare, {
            atMost: 1.5,
          }),
        ],
      },
      {
        what: 'a decision is saved through HTTP',
        unit: 'ms',
        ours: times.http,
        flat: 1.3,
        against: [
          against(times.http, 'the bare update + an empty admin request', sumOf(times.bare, times.empty), {
            atMost: 1.5,
          }),
        ],
      },
    ];
  },
};
