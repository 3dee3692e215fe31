import { randomUUID } from 'node:crypto';
import { against, summaryOf } from '../timing.mjs';

/** How many at once, how many times each, and how often: the peer hashes a password, which is slow. */
const SIZES = [
  { atOnce: 8, each: 4, rounds: 4 },
  { atOnce: 32, each: 2, rounds: 2 },
];
const PASSWORD = 'Parfum-de-lavande-7';
const NATIVE = '/opened-for-the-bench-to-sign-up';

/** What users-permissions does where the plugin lets it, without its route, which the plugin's settings close. */
const openNative = (strapi) => {
  const { register } = strapi.plugin('users-permissions').controller('auth');
  strapi.server.use((ctx, next) => (ctx.path === NATIVE ? register(ctx) : next()));
};

const post = async (address, body) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`A sign-up was answered with ${response.status}: ${text.slice(0, 300)}`);
};

/** Sign-ups a second, so many at once, of which each is answered before the next begins. */
const rateOf = async ({ atOnce, each }, signUp) => {
  const start = performance.now();
  let left = atOnce * each;
  const work = async () => {
    for (; left > 0;) {
      left -= 1;
      await signUp();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (atOnce * each * 1000) / (performance.now() - start);
};

/** How many patrons can sign up at once, against a bare account of users-permissions. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ strapi, origin, sql, mediatheques: [mediatheque] }) {
    openNative(strapi);
    const store = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
    const advanced = await store.get({});
    await store.set({ value: { ...advanced, allow_register: true } });
    const highest = {};
    for (const table of ['up_users', 'rn_registrations', 'rn_registration_events', 'rn_outbox_mails'])
      [highest[table]] = await sql(`select max(id) as id from ${table}`);

    const newAddress = () => `${randomUUID()}@example.com`;
    const ours = () =>
      post(`${origin}/api/rn-subscriptions/registrations`, {
        lastName: 'Dupont',
        firstName: 'Hélène',
        email: newAddress(),
        birthDate: '1984-05-17',
        mediatheque,
      });
    const native = () => {
      const email = newAddress();
      return post(`${origin}${NATIVE}`, { username: email, email, password: PASSWORD });
    };
    const rows = [];
    for (const size of SIZES) {
      const rates = { ours: [], native: [] };
      for (let round = -1; round < size.rounds; round += 1) {
        const [one, other] = [await rateOf(size, ours), await rateOf(size, native)];
        if (round < 0) continue;
        rates.ours.push(one);
        rates.native.push(other);
      }
      const [mine, theirs] = [summaryOf(rates.ours), summaryOf(rates.native)];
      rows.push({
        what: `sign-ups a second, ${size.atOnce} at once, held to the beat`,
        unit: 'sign-ups/s',
        ours: mine,
        against: [against(mine, 'users-permissions’ own register: an account only', theirs, { atLeast: 0.9 })],
      });
    }

    await store.set({ value: advanced });
    await sql('delete from rn_registrations_account_lnk where registration_id > ?', [highest.rn_registrations.id]);
    await sql('delete from up_users_role_lnk where user_id > ?', [highest.up_users.id]);
    for (const [table, { id }] of Object.entries(highest)) await sql(`delete from ${table} where id > ?`, [id ?? 0]);
    return rows;
  },
};
