import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../tests/bench/postgres.mjs';
import { bootStrapi, closeStrapi } from './boot.mjs';
import { SECRETS } from './demo/environment.mjs';
import { portOf } from './listening-port.mjs';

// Whether the time of a refused sign-in tells who has an account, at the patrons' door and at the panel's, for bursts of several at once:
//   npm run bench:sign-in-timing -- [sqlite | postgres] [tries of each kind and burst]

const [client = 'sqlite', count = '200'] = process.argv.slice(2);
const COUNT = Number(count);
const BURSTS = [1, 5, 10, 15];
const PASSWORD = 'Parfum-de-lavande-7';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rn-bench-'));
const postgres = client === 'postgres' ? await startPostgres() : null;
for (const name of SECRETS) process.env[name] = randomBytes(32).toString('base64');
Object.assign(
  process.env,
  { STATE_FOLDER: '', SIGN_INS_PER_CLIENT: '1000000' },
  postgres
    ? await postgres.newDatabase('timing')
    : { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'data.db') }
);

const strapi = await bootStrapi();
strapi.server.mount();
// Not by Strapi's own `listen`, so that no mail is sent.
strapi.server.httpServer.removeAllListeners('listening');
await new Promise((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', () => resolve(undefined)));
const site = `http://127.0.0.1:${portOf(strapi.server.httpServer)}`;

const newAddress = () => `${randomUUID()}@example.com`;
const DOORS = {
  'a patron’s sign-in': {
    path: '/api/auth/local',
    body: (email) => ({ identifier: email, password: 'faux-7777' }),
    known: async () => {
      const email = newAddress();
      await strapi
        .plugin('users-permissions')
        .service('user')
        .add({ username: email, email, password: PASSWORD, provider: 'local', confirmed: true });
      return email;
    },
  },
  'the panel’s': {
    path: '/admin/login',
    body: (email) => ({ email, password: 'faux-7777' }),
    known: async () => {
      const email = newAddress();
      await strapi
        .service('admin::user')
        .create({ email, firstname: 'A', lastname: 'B', password: PASSWORD, isActive: true, registrationToken: null });
      return email;
    },
  },
};

const timed = async ({ path: to, body }, email) => {
  const start = performance.now();
  const response = await fetch(site + to, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body(email)),
  });
  await response.text();
  if (response.status !== 400) throw new Error(`A wrong password was answered with ${response.status}.`);
  return performance.now() - start;
};

/** The rule « known took less long (sign 1), or longer (-1), than so much » that names most of these rightly. */
const bestRule = (known, unknown) => {
  const all = [...known.map((time) => ({ time, is: 1 })), ...unknown.map((time) => ({ time, is: -1 }))].sort(
    (a, b) => a.time - b.time
  );
  let [sum, best] = [0, { limit: 0, sign: 1, named: 0 }];
  for (const { time, is } of all) {
    sum += is;
    if (Math.abs(sum) > best.named) best = { limit: time, sign: Math.sign(sum), named: Math.abs(sum) };
  }
  return best;
};
/** Of a hundred answers, how many the rule that fits one half of them best names rightly in the other half: chance alone would always find some rule for those that it was made of. */
const namedRightly = (known, unknown) => {
  const half = (all, odd) => all.filter((_, index) => index % 2 === odd);
  const rates = [0, 1].map((odd) => {
    const { limit, sign } = bestRule(half(known, odd), half(unknown, odd));
    const isKnown = (time) => (time <= limit ? sign === 1 : sign === -1);
    const [k, u] = [half(known, 1 - odd), half(unknown, 1 - odd)];
    return (k.filter(isKnown).length / k.length + u.filter((time) => !isKnown(time)).length / u.length) / 2;
  });
  return 50 * (rates[0] + rates[1]);
};
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)].toFixed(1);

const table = [];
for (const [name, door] of Object.entries(DOORS)) {
  const known = await Promise.all(Array.from({ length: 20 }, door.known));
  for (const burst of BURSTS) {
    const times = { known: [], unknown: [] };
    while (times.known.length < COUNT) {
      // Both kinds in each burst, in an order that is drawn.
      const asked = Array.from({ length: burst }, () => (Math.random() < 0.5 ? 'known' : 'unknown'));
      const answers = await Promise.all(
        asked.map((kind) =>
          timed(door, kind === 'known' ? known[Math.floor(Math.random() * known.length)] : newAddress())
        )
      );
      asked.forEach((kind, index) => times[kind].push(answers[index]));
      await strapi.db.connection('rn_request_counts').delete();
    }
    const least = Math.min(times.known.length, times.unknown.length);
    const [k, u] = [times.known.slice(0, least), times.unknown.slice(0, least)];
    table.push({
      door: name,
      'at once': burst,
      tries: 2 * least,
      'known (median, ms)': median(k),
      'unknown (median, ms)': median(u),
      'best rule, of 100': namedRightly(k, u).toFixed(1),
    });
  }
}
console.log(`On ${client}:`);
console.table(table);

strapi.server.httpServer.close();
await closeStrapi(strapi);
await postgres?.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
